package io.tributary.stack.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code archive}. */
final class ArchiveSection {

    private static final List<String> FORMATS = List.of("avro", "jsonl");
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "zstd");
    /** Settings that follow from other keys, with the key to use instead. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "s3.bucket.name", "lake.root",
            "s3.region", "lake.s3.region",
            "s3.endpoint", "lake.s3.endpoint",
            "s3.path.style.access", "lake.s3.path-style",
            "aws.access.key.id", "lake.s3.access-key",
            "aws.secret.access.key", "lake.s3.secret-key",
            "format", "archive.format",
            "compression", "archive.compression",
            "rotate.interval.ms", "archive.rotate-interval");

    private ArchiveSection() {}

    static ArchiveConfig read(Section archive) {
        archive.allowOnly(List.of("enabled", "format", "compression", "rotate-interval", "settings"));
        return new ArchiveConfig(
                archive.flag("enabled").orElse(true),
                archive.parsed("format", text -> oneOf(FORMATS, text), "one of " + String.join(", ", FORMATS))
                        .orElse(ArchiveConfig.DEFAULT_FORMAT),
                archive.parsed(
                                "compression",
                                text -> oneOf(COMPRESSIONS, text),
                                "one of " + String.join(", ", COMPRESSIONS))
                        .orElse(ArchiveConfig.DEFAULT_COMPRESSION),
                archive.duration("rotate-interval").orElse(ArchiveConfig.DEFAULT_ROTATE_INTERVAL),
                settings(archive.section("settings")));
    }

    private static Map<String, String> settings(Section settings) {
        Set.copyOf(settings.keys()).stream()
                .filter(ELSEWHERE::containsKey)
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw settings.problem(key, "is not set here; use " + ELSEWHERE.get(key));
                });
        settings.parsed("topics.regex", ArchiveSection::regex, "a regular expression of Java");
        return settings.texts();
    }

    private static Optional<Pattern> regex(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> oneOf(List<String> known, String text) {
        return Optional.of(text).filter(known::contains);
    }
}
