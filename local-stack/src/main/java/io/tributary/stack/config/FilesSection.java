package io.tributary.stack.config;

import io.tributary.schemas.naming.SafeName;
import io.tributary.stack.config.AfterSilver.Action;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FtpConfig.Tls;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads a source of type {@code files}. */
final class FilesSection {

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
    private static final int MOST_TASKS = 64;
    private static final String GLOB = "a pattern of paths without commas; write one list item a pattern";
    private static final String FOLDER = "a folder below the URL, such as done: letters, digits, '_', '-', '.' and '/'";
    private static final String COLUMN = "a column's name without commas";
    private static final String ENCODING = "an encoding such as UTF-8, ISO-8859-1 or windows-1252";

    private FilesSection() {}

    static FilesSource read(String name, Section section) {
        section.allowOnly(List.of("type", "url", "user", "password", "ftp", "s3", "poll-interval", "datasets"));
        return new FilesSource(
                name,
                store(section),
                section.duration("poll-interval").orElse(FilesSource.DEFAULT_POLL_INTERVAL),
                datasets(section));
    }

    private static FilesStore store(Section section) {
        String url = section.requiredText("url", "ftp://ftp.example.org/folder").strip();
        if (!FilesStore.isUrl(url)) {
            // The value is not repeated: it may hold a password.
            throw section.problem(
                    "url",
                    "is not of the form ftp://host[:port]/folder, ftps://host[:port]/folder, file:///folder or"
                            + " s3://bucket/prefix; a login belongs into 'user' and 'password'");
        }
        String scheme = FilesStore.schemeOf(url);
        boolean ftp = scheme.startsWith("ftp");
        for (String key : List.of("user", "password", "ftp")) {
            requireScheme(section, key, ftp, "ftp:// and ftps://");
        }
        requireScheme(section, "s3", scheme.equals("s3"), "s3://");
        if (section.has("user") != section.has("password")) {
            throw section.problem(
                    section.has("user") ? "user" : "password",
                    "user and password belong together; give both, or neither for an anonymous login");
        }
        return new FilesStore(
                url,
                section.text("user"),
                section.secret("password"),
                ftp ? Optional.of(ftp(section.section("ftp"))) : Optional.empty(),
                scheme.equals("s3") ? Optional.of(LakeSection.s3(section.section("s3"))) : Optional.empty());
    }

    private static void requireScheme(Section section, String key, boolean fits, String schemes) {
        if (section.has(key) && !fits) {
            throw section.problem(key, "is for URLs that begin with " + schemes + "; leave it out");
        }
    }

    private static FtpConfig ftp(Section section) {
        section.allowOnly(List.of("passive", "tls", "names-encoding", "timeout"));
        FtpConfig usual = FtpConfig.DEFAULT;
        Duration timeout = section.duration("timeout").orElse(usual.timeout());
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw section.problem("timeout", "is shorter than 100ms; write for instance 60s");
        }
        return new FtpConfig(
                section.flag("passive").orElse(usual.passive()),
                section.parsed("tls", text -> choice(Tls.values(), text), "explicit or implicit")
                        .orElse(usual.tls()),
                section.parsed("names-encoding", FilesSection::charset, ENCODING)
                        .orElse(usual.namesEncoding()),
                timeout);
    }

    private static List<FilesDataset> datasets(Section section) {
        Section all = section.section("datasets");
        if (all.keys().isEmpty()) {
            throw section.problem(
                    "datasets",
                    "is missing or empty; name at least one, for instance  datasets: { movements: { include: \"*.csv\" } }");
        }
        List<FilesDataset> datasets = new ArrayList<>();
        for (String name : all.keys()) {
            if (name.isBlank() || !SafeName.of(name).equals(name)) {
                throw all.problem(
                        name,
                        "a dataset's name is made of lower-case letters, digits and underscores and begins with a letter"
                                + (name.isBlank() ? "" : "; write for instance " + SafeName.of(name)));
            }
            datasets.add(dataset(name, all.section(name)));
        }
        return datasets;
    }

    private static FilesDataset dataset(String name, Section section) {
        section.allowOnly(List.of(
                "include",
                "exclude",
                "entries",
                "period",
                "key",
                "format",
                "encoding",
                "fallback-encoding",
                "csv",
                "tasks",
                "after-silver",
                "move-to"));
        Format format = section.parsed(
                        "format", text -> choice(Format.values(), text), "one of csv, json-lines, json-array")
                .orElse(Format.CSV);
        if (format != Format.CSV) {
            requireCsv(section, "csv");
            requireCsv(section, "key");
        }
        return new FilesDataset(
                name,
                section.list("include", FilesSection::listItem, GLOB),
                section.list("exclude", FilesSection::listItem, GLOB),
                section.list("entries", FilesSection::listItem, GLOB),
                section.parsed("period", FilesSection::regex, "a regular expression such as (\\d{6})\\.7z$"),
                section.list("key", FilesSection::listItem, COLUMN),
                format,
                section.parsed("encoding", FilesSection::encoding, ENCODING + ", or auto")
                        .filter(encoding -> !encoding.equals("auto")),
                section.parsed("fallback-encoding", FilesSection::charset, ENCODING)
                        .map(Charset::name)
                        .orElse(FilesDataset.DEFAULT_FALLBACK_ENCODING),
                csv(section.section("csv")),
                section.count("tasks", MOST_TASKS).orElse(1),
                afterSilver(section));
    }

    private static AfterSilver afterSilver(Section section) {
        Action action = section.parsed(
                        "after-silver", text -> choice(Action.values(), text), "one of keep, delete, move")
                .orElse(Action.KEEP);
        Optional<String> folder = section.parsed("move-to", FilesSection::folder, FOLDER);
        if (action == Action.MOVE && folder.isEmpty()) {
            throw section.problem("move-to", "is missing; write " + FOLDER);
        }
        if (action != Action.MOVE && folder.isPresent()) {
            throw section.problem("move-to", "is for 'after-silver: move' only; leave it out");
        }
        return new AfterSilver(action, folder);
    }

    /** Becomes a pattern of paths that are not read. */
    private static Optional<String> folder(String text) {
        String folder = text.strip().replaceAll("/$", "");
        return Optional.of(folder)
                .filter(path -> path.matches("[\\p{L}\\p{N}_. -]+(/[\\p{L}\\p{N}_. -]+)*")
                        && !List.of(path.split("/")).contains("..")
                        && !List.of(path.split("/")).contains("."));
    }

    private static void requireCsv(Section section, String key) {
        if (section.has(key)) {
            throw section.problem(key, "is for the format csv only; leave it out");
        }
    }

    private static CsvFormat csv(Section section) {
        section.allowOnly(List.of("delimiter", "quote", "escape", "columns"));
        CsvFormat usual = CsvFormat.DEFAULT;
        return new CsvFormat(
                section.exactly(
                                "delimiter",
                                FilesSection::delimiter,
                                "one or more characters, such as \";\" or \"\\t\"")
                        .orElse(usual.delimiter()),
                section.exactly("quote", FilesSection::character, "one character, or \"\" for none")
                        .orElse(usual.quote()),
                section.exactly("escape", FilesSection::character, "one character, or \"\" for the quote itself")
                        .orElse(usual.escape()),
                section.list("columns", FilesSection::listItem, COLUMN));
    }

    private static Optional<String> delimiter(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty() && !value.contains("\n"));
    }

    private static Optional<String> character(String text) {
        return Optional.of(text).filter(value -> value.length() <= 1);
    }

    /** Lists reach the connector with commas between their items. */
    private static Optional<String> listItem(String text) {
        return Optional.of(text.strip()).filter(item -> !item.isEmpty() && !item.contains(","));
    }

    private static Optional<String> regex(String text) {
        try {
            return Optional.of(Pattern.compile(text).pattern());
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> encoding(String text) {
        return text.equals("auto") ? Optional.of(text) : charset(text).map(Charset::name);
    }

    private static Optional<Charset> charset(String text) {
        try {
            return Optional.of(Charset.forName(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> choice(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value ->
                        value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst();
    }
}
