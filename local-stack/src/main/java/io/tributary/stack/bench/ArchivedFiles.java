package io.tributary.stack.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the manifest of one topic lists in the store's folder on the local disk, in the order in which it was listed. */
record ArchivedFiles(List<Entry> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MILLIS = 1_000;

    /** A file and when it was listed. */
    record Entry(long records, long bytes, FileTime listed) {}

    ArchivedFiles {
        entries = entries.stream().sorted(Comparator.comparing(Entry::listed)).toList();
    }

    /** Reads a folder; one that is not there has nothing. */
    static ArchivedFiles in(Path manifest) {
        List<Entry> entries = new ArrayList<>();
        try {
            Files.walkFileTree(manifest, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".json")) {
                        entries.add(entry(file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // The store has renamed it to what it is to be called.
                    return FileVisitResult.CONTINUE;
                }
            });
            return new ArchivedFiles(entries);
        } catch (IOException e) {
            throw new StackException("The folder " + manifest + " cannot be read: " + e, e);
        }
    }

    private static Entry entry(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            return new Entry(
                    json.path("record_count").asLong(), json.path("bytes").asLong(), Files.getLastModifiedTime(file));
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be read: " + e, e);
        }
    }

    long records() {
        return entries.stream().mapToLong(Entry::records).sum();
    }

    SortedSet<Long> sizes() {
        return new TreeSet<>(entries.stream().map(Entry::bytes).toList());
    }

    /** Whether what is left of a number of records fills no file. */
    boolean isComplete(long all) {
        long largest = entries.stream().mapToLong(Entry::records).max().orElse(0);
        return largest > 0 && all - records() < largest;
    }

    /** From the first file's listing to the last one's, without the records of the first. */
    double recordsPerSecond() {
        if (entries.size() < 2) {
            throw new StackException("The rate of the archive needs at least two files; give it more records");
        }
        Entry first = entries.get(0);
        long millis = entries.get(entries.size() - 1).listed().toMillis()
                - first.listed().toMillis();
        return (records() - first.records()) * (double) MILLIS / millis;
    }
}
