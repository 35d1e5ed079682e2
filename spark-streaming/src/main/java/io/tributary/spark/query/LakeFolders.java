package io.tributary.spark.query;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What is in the lake, found by looking: {@code <root>/<layer>/<table>} is table {@code <prefix><layer>.<table>}. Nothing is
 * remembered, so that a table is there for a query as soon as its first file is.
 */
final class LakeFolders {

    private static final List<String> LAYERS = List.of("bronze", "silver", "gold");

    /** These two are there from the start, even while their folder is still missing. */
    private static final List<String> ALWAYS = List.of("bronze", "silver");

    private final Path root;
    private final String databasePrefix;
    private final Configuration conf;

    LakeFolders(String root, String databasePrefix, Configuration conf) {
        this.root = new Path(root);
        this.databasePrefix = databasePrefix;
        this.conf = conf;
    }

    /** The database of names without one. */
    String defaultDatabase() {
        return databasePrefix + "silver";
    }

    List<String> databases() {
        return LAYERS.stream()
                .filter(layer -> ALWAYS.contains(layer) || exists(new Path(root, layer)))
                .map(layer -> databasePrefix + layer)
                .toList();
    }

    /** The names of a database's tables in order; empty if the layer's folder is missing. */
    List<String> tables(String database) {
        Optional<Path> folder = folder(database);
        if (folder.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (FileStatus status : list(folder.get())) {
            if (status.isDirectory() && isTable(status.getPath())) {
                names.add(status.getPath().getName());
            }
        }
        names.sort(null);
        return names;
    }

    /** The folder of a table, in whatever case its name was written; empty if there is no such table. */
    Optional<Path> table(String database, String name) {
        if (name.isBlank() || name.contains("/")) {
            return Optional.empty();
        }
        return folder(database)
                .map(folder -> new Path(folder, name.toLowerCase(Locale.ROOT)))
                .filter(this::isTable);
    }

    boolean isDatabase(String name) {
        return databases().contains(name.toLowerCase(Locale.ROOT));
    }

    private Optional<Path> folder(String database) {
        String name = database.toLowerCase(Locale.ROOT);
        return LAYERS.stream()
                .filter(layer -> name.equals(databasePrefix + layer))
                .map(layer -> new Path(root, layer))
                .findFirst();
    }

    private boolean isTable(Path folder) {
        return !folder.getName().startsWith("_")
                && !folder.getName().startsWith(".")
                && exists(new Path(folder, ".hoodie/hoodie.properties"));
    }

    private boolean exists(Path path) {
        try {
            return fileSystem().exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<FileStatus> list(Path folder) {
        try {
            return Arrays.asList(fileSystem().listStatus(folder));
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileSystem fileSystem() throws IOException {
        return root.getFileSystem(conf);
    }
}
