package io.tributary.stack.archive.verify;

import io.tributary.schemas.archive.MalformedEntryException;
import io.tributary.schemas.archive.ManifestEntry;
import io.tributary.stack.archive.reading.ArchiveStore;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the ranges of one partition under one topic id, in their order, which {@code docs/archive.md} describes. */
final class ChainVerifier {

    private static final Pattern ENTRY = Pattern.compile("(\\d{20})-(\\d{20})\\.json");
    private static final Pattern CLAIM = Pattern.compile("(\\d{20})\\.json");

    private final ArchiveStore store;
    private final Chain chain;
    private final FileVerifier files;
    private final ReadAhead ahead;
    private final Findings findings;
    private final KeySet listed;
    private final ArchiveVerifier.Reading reading;
    private long[] claims = {};
    private int claimsSeen;
    private long next;
    private long fileCount;
    private long records;
    private long bytes;
    private Long firstRecordOffset;

    ChainVerifier(
            ArchiveStore store,
            Chain chain,
            FileVerifier files,
            ReadAhead ahead,
            Findings findings,
            KeySet listed,
            ArchiveVerifier.Reading reading) {
        this.store = store;
        this.chain = chain;
        this.files = files;
        this.ahead = ahead;
        this.findings = findings;
        this.listed = listed;
        this.reading = reading;
    }

    /**
     * Reads the ranges.
     *
     * @param verified hears of what they were found to be once all of them are read
     */
    void verify(Consumer<VerifiedArchive.Partition> verified) {
        // First the claims: each was followed by its entry since, or is the one that is being written.
        claims = store.keys(chain.claims())
                .flatMapToLong(key -> begin(key).stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
        store.keys(chain.manifest()).forEach(this::entry);
        boolean claimed = false;
        while (claimsSeen < claims.length) {
            claimed |= claim(claims[claimsSeen++]);
        }
        boolean begun = claimed;
        ahead.then(() -> verified.accept(new VerifiedArchive.Partition(
                chain.partition(), chain.topicId(), firstRecordOffset, next, fileCount, records, bytes, begun)));
    }

    private Optional<Long> begin(String key) {
        Matcher name = CLAIM.matcher(key.substring(chain.claims().length()));
        if (!name.matches()) {
            found(Finding.Kind.CONTRADICTIONS, "The object " + key + " is no claim");
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(name.group(1)));
    }

    private void entry(String key) {
        Matcher name = ENTRY.matcher(key.substring(chain.manifest().length()));
        if (!name.matches()) {
            found(Finding.Kind.CONTRADICTIONS, "The object " + key + " is no manifest entry");
            return;
        }
        long first = Long.parseLong(name.group(1));
        long end = Long.parseLong(name.group(2)) + 1;
        follow(first, end, key);
        while (claimsSeen < claims.length && claims[claimsSeen] <= first) {
            long claim = claims[claimsSeen++];
            if (claim < first) {
                claim(claim);
            }
        }
        fileCount++;
        ahead.then(() -> files.verify(key), outcome -> file(key, outcome, first, end));
    }

    private void follow(long first, long end, String key) {
        if (first > next) {
            found(
                    Finding.Kind.GAPS,
                    "The archive of " + chain + " has no range with the offsets " + next + " to " + (first - 1)
                            + "; the next one is " + key);
        } else if (first < next) {
            found(
                    Finding.Kind.DOUBLES,
                    "The archive of " + chain + " has the offsets " + first + " to " + (Math.min(next, end) - 1)
                            + " in two ranges; the second is " + key);
        }
        next = Math.max(next, end);
    }

    private void file(String key, FileVerifier.Outcome outcome, long first, long end) {
        if (outcome.entry() != null) {
            entry(key, outcome.entry(), first, end);
        }
        outcome.findings().forEach(each -> add(each.kind(), each.text()));
        if (firstRecordOffset == null) {
            firstRecordOffset = outcome.firstOffset();
        }
        reading.file(chain.topic());
    }

    private void entry(String key, ManifestEntry entry, long first, long end) {
        listed.add(entry.file());
        records += entry.recordCount();
        bytes += entry.bytes();
        if (entry.firstOffset() != first
                || entry.nextOffset() != end
                || entry.partition() != chain.partition()
                || !chain.topic().equals(entry.topic())
                || !chain.topicId().equals(entry.topicId())) {
            add(
                    Finding.Kind.CONTRADICTIONS,
                    "The manifest entry " + key + " is about offsets " + entry.firstOffset() + " to "
                            + (entry.nextOffset() - 1) + " of " + entry.topic() + " partition " + entry.partition()
                            + " (topic id " + entry.topicId() + ")");
        }
        if (entry.droppedBefore() != null) {
            add(
                    Finding.Kind.DROPPED,
                    "Kafka had dropped the offsets " + entry.firstOffset() + " to " + (entry.droppedBefore() - 1)
                            + " of " + chain + " before they were archived");
        }
        reading.read(entry.recordCount(), entry.bytes());
    }

    /** Looks at a claim that has no entry. Answers whether it is the one behind the last range. */
    private boolean claim(long begin) {
        String key = chain.claims() + String.format("%020d", begin) + ".json";
        if (begin != next) {
            found(
                    Finding.Kind.STRAY_CLAIMS,
                    "The claim " + key + " has no manifest entry, and is not behind the last one");
            return false;
        }
        try {
            // Its file may be there already.
            listed.add(ManifestEntry.of(store.read(key), key).file());
        } catch (MalformedEntryException e) {
            found(Finding.Kind.CONTRADICTIONS, e.getMessage());
        }
        return true;
    }

    /** Told behind what was found in the files before. */
    private void found(Finding.Kind kind, String text) {
        ahead.then(() -> add(kind, text));
    }

    private void add(Finding.Kind kind, String text) {
        findings.add(new Finding(kind, chain.topic(), text));
    }
}
