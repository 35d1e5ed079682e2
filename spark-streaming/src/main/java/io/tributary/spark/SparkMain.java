package io.tributary.spark;

import io.tributary.spark.session.LakeSession;
import io.tributary.spark.session.ProcessSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ingest process: clean topics into the bronze and silver tables of the lake. */
public final class SparkMain {

    private static final Logger LOG = LoggerFactory.getLogger(SparkMain.class);
    private static final int WRONG_USAGE = 2;
    /** Longer than a layer waits for its last commits, shorter than who stops the process waits for its end. */
    private static final Duration STOP = Duration.ofSeconds(45);

    private SparkMain() {}

    /** @param args the settings file */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Usage: SparkMain <settings.properties>");
            System.exit(WRONG_USAGE);
        }
        try {
            IngestSettings settings = IngestSettings.of(ProcessSettings.load(Path.of(args[0])));
            IngestProcess process = IngestProcess.start(settings);
            LakeSession.whenStopped(process::close, STOP);
            process.await();
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (Exception e) {
            LOG.error("The ingest process cannot start: {}", e.toString(), e);
            System.exit(1);
        }
    }
}
