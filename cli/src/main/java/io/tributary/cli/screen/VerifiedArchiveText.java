package io.tributary.cli.screen;

import io.tributary.stack.archive.verify.ArchiveVerification;
import io.tributary.stack.archive.verify.VerifiedArchive;
import java.util.ArrayList;
import java.util.List;

/** What an archive was found to be, for people. */
public final class VerifiedArchiveText {

    private VerifiedArchiveText() {}

    /** How far the reading is. */
    public static String of(ArchiveVerification.Progress progress) {
        return Amounts.count(progress.files()) + " files with " + Amounts.count(progress.records()) + " records, "
                + Amounts.bytes(progress.bytes()) + ", were read; now " + progress.topic();
    }

    /** All that was found. */
    public static String of(VerifiedArchive archive) {
        TextTable table = new TextTable("TOPIC", "PARTITION>", "FILES>", "RECORDS>", "BYTES>", "OFFSETS", "PROBLEMS>");
        for (VerifiedArchive.Topic topic : archive.topics()) {
            String problems = Amounts.count(topic.findings().values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
            for (VerifiedArchive.Partition partition : topic.partitions()) {
                boolean first = partition == topic.partitions().get(0);
                table.row(
                        first ? topic.topic() : "",
                        String.valueOf(partition.partition()),
                        Amounts.count(partition.files()),
                        Amounts.count(partition.records()),
                        Amounts.bytes(partition.bytes()),
                        partition.files() == 0 ? "none yet" : "0 to " + (partition.nextOffset() - 1),
                        first ? problems : "");
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        archive.problems().forEach(problem -> lines.add("! " + problem));
        if (archive.problemCount() > archive.problems().size()) {
            lines.add("... and " + (archive.problemCount() - archive.problems().size()) + " more");
        }
        if (archive.whole()) {
            lines.add("The archive " + archive.place() + " is whole: each offset is there exactly once, "
                    + Amounts.count(archive.records()) + " records in " + Amounts.count(archive.files()) + " files.");
        }
        return String.join("\n", lines);
    }

    /** What is said last if it is not whole. */
    public static String notWhole(VerifiedArchive archive) {
        return "The archive " + archive.place() + " is not whole: " + Amounts.count(archive.problemCount())
                + (archive.problemCount() == 1 ? " problem was found" : " problems were found");
    }
}
