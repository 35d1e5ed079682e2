package io.tributary.spark.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.lake.Layer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where parked tables are kept: {@code <lake>/_tributary/parked/<layer>/<table>.json}, one small file each. */
public final class ParkingLot {

    private static final Logger LOG = LoggerFactory.getLogger(ParkingLot.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Configuration conf;

    /** @param lakeRoot the lake's root, without a trailing slash */
    public ParkingLot(String lakeRoot, Layer layer, Configuration conf) {
        this.folder = new Path(lakeRoot + "/_tributary/parked/" + layer.id());
        this.conf = conf;
    }

    /** The parked state of a dataset's table; empty if it is not parked. */
    Optional<ParkedTable> find(Dataset dataset) {
        Path file = file(dataset);
        try (var in = folder.getFileSystem(conf).open(file)) {
            return Optional.of(JSON.readValue(in.readAllBytes(), ParkedTable.class));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            // Nothing is lost with it: the table's own commits say where its unwritten records begin.
            LOG.warn("Parked state {} is damaged and taken as parked from the beginning: {}", file, e.getMessage());
            return Optional.of(new ParkedTable(
                    "its parked state was damaged", "1970-01-01T00:00:00Z", 0, java.util.Map.of(), false, null));
        } catch (IOException e) {
            throw new UncheckedIOException("Parked state " + file + " cannot be read", e);
        }
    }

    void put(Dataset dataset, ParkedTable state) {
        Path file = file(dataset);
        try {
            FileSystem storage = folder.getFileSystem(conf);
            try (FSDataOutputStream out = storage.create(file, true)) {
                out.write(JSON.writeValueAsString(state).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Parked state " + file + " cannot be written", e);
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

    private Path file(Dataset dataset) {
        return new Path(folder, dataset.tableName() + ".json");
    }
}
