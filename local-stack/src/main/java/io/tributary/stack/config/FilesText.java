package io.tributary.stack.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import java.util.Locale;

/** Writes a source of type {@code files} as {@link FilesSection} reads it. */
final class FilesText {

    private FilesText() {}

    static void write(FilesSource source, ObjectNode node) {
        FilesStore store = source.store();
        node.put("url", SourcesText.literal(store.url()));
        store.user().ifPresent(user -> node.put("user", SourcesText.literal(user)));
        store.password().ifPresent(password -> node.put("password", SourcesText.literal(password.reveal())));
        store.ftp().ifPresent(ftp -> write(ftp, node.putObject("ftp")));
        store.s3().ifPresent(s3 -> write(s3, node.putObject("s3")));
        node.put("poll-interval", SourcesText.millis(source.pollInterval()));
        ObjectNode datasets = node.putObject("datasets");
        source.datasets().forEach(dataset -> write(dataset, datasets.putObject(dataset.name())));
    }

    private static void write(FtpConfig ftp, ObjectNode node) {
        node.put("passive", ftp.passive());
        node.put("tls", ftp.tls().name().toLowerCase(Locale.ROOT));
        node.put("names-encoding", ftp.namesEncoding().name());
        node.put("timeout", SourcesText.millis(ftp.timeout()));
    }

    private static void write(S3Config s3, ObjectNode node) {
        s3.endpoint().ifPresent(endpoint -> node.put("endpoint", SourcesText.literal(endpoint.toString())));
        node.put("path-style", s3.pathStyle());
        s3.region().ifPresent(region -> node.put("region", SourcesText.literal(region)));
        s3.accessKey().ifPresent(key -> node.put("access-key", SourcesText.literal(key.reveal())));
        s3.secretKey().ifPresent(key -> node.put("secret-key", SourcesText.literal(key.reveal())));
    }

    private static void write(FilesDataset dataset, ObjectNode node) {
        SourcesText.write(dataset.include(), node.putArray("include"));
        SourcesText.write(dataset.exclude(), node.putArray("exclude"));
        SourcesText.write(dataset.entries(), node.putArray("entries"));
        dataset.period().ifPresent(period -> node.put("period", SourcesText.literal(period)));
        node.put("format", dataset.format().label());
        dataset.encoding().ifPresent(encoding -> node.put("encoding", encoding));
        node.put("fallback-encoding", dataset.fallbackEncoding());
        node.put("tasks", dataset.tasks());
        node.put("after-silver", dataset.afterSilver().action().name().toLowerCase(Locale.ROOT));
        dataset.afterSilver().folder().ifPresent(folder -> node.put("move-to", SourcesText.literal(folder)));
        if (dataset.format() == Format.CSV) {
            SourcesText.write(dataset.key(), node.putArray("key"));
            write(dataset.csv(), node.putObject("csv"));
        }
    }

    private static void write(CsvFormat csv, ObjectNode node) {
        node.put("delimiter", SourcesText.literal(csv.delimiter()));
        node.put("quote", csv.quote());
        node.put("escape", csv.escape());
        SourcesText.write(csv.columns(), node.putArray("columns"));
    }
}
