package io.tributary.spark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.Layer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where parked tables are kept: {@code <lake>/_tributary/parked/<layer>/<table>.json}, one small file each; and, in
 * {@code _tributary/skipped}, the records that they were parked for and never took.
 */
public final class ParkingLot {

    private static final Logger LOG = LoggerFactory.getLogger(ParkingLot.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path skippedFolder;
    private final Configuration conf;

    /** @param lakeRoot the lake's root, without a trailing slash */
    public ParkingLot(String lakeRoot, Layer layer, Configuration conf) {
        this.folder = new Path(lakeRoot + "/_tributary/parked/" + layer.id());
        this.skippedFolder = new Path(lakeRoot + "/_tributary/skipped/" + layer.id());
        this.conf = conf;
    }

    /** The parked state of a dataset's table; empty if it is not parked. */
    Optional<ParkedTable> find(Dataset dataset) {
        Path file = file(dataset);
        try {
            Optional<byte[]> json = read(file);
            return json.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(json.get(), ParkedTable.class));
        } catch (JsonProcessingException e) {
            // Nothing is lost with it: the table's own commits say where its unwritten records begin.
            LOG.warn("Parked state {} is damaged and taken as parked from the beginning: {}", file, e.getMessage());
            return Optional.of(new ParkedTable(
                    "its parked state was damaged",
                    "1970-01-01T00:00:00Z",
                    0,
                    java.util.Map.of(),
                    false,
                    null,
                    List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("Parked state " + file + " cannot be read", e);
        }
    }

    void put(Dataset dataset, ParkedTable state) {
        write(file(dataset), state);
    }

    /** The records that a dataset's table was given up to take. */
    List<SkippedRange> skipped(Dataset dataset) {
        Path file = skippedFile(dataset);
        try {
            Optional<byte[]> json = read(file);
            return json.isEmpty() ? List.of() : List.of(JSON.readValue(json.get(), SkippedRange[].class));
        } catch (JsonProcessingException e) {
            // It is for counting only; the records themselves are dead letters.
            LOG.warn("The list of skipped records {} is damaged and begun anew: {}", file, e.getMessage());
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of skipped records " + file + " cannot be read", e);
        }
    }

    /** Adds to them; those that are among them already are not added again. */
    void noteSkipped(Dataset dataset, List<SkippedRange> more) {
        Set<SkippedRange> all = new LinkedHashSet<>(skipped(dataset));
        all.addAll(more);
        write(skippedFile(dataset), all);
    }

    private Optional<byte[]> read(Path file) throws IOException {
        try (var in = folder.getFileSystem(conf).open(file)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private void write(Path file, Object value) {
        try {
            FileSystem storage = folder.getFileSystem(conf);
            try (FSDataOutputStream out = storage.create(file, true)) {
                out.write(JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be written", e);
        }
    }

    void remove(Dataset dataset) {
        Path file = file(dataset);
        try {
            folder.getFileSystem(conf).delete(file, false);
        } catch (IOException e) {
            throw new UncheckedIOException("Parked state " + file + " cannot be deleted", e);
        }
    }

    private Path skippedFile(Dataset dataset) {
        return new Path(skippedFolder, dataset.tableName() + ".json");
    }

    private Path file(Dataset dataset) {
        return new Path(folder, dataset.tableName() + ".json");
    }
}
