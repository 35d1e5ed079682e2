package io.tributary.streams;

import io.tributary.streams.config.ContractsFile;
import io.tributary.streams.config.InvalidSettingsException;
import io.tributary.streams.config.SettingsFile;
import io.tributary.streams.config.StreamsSettings;
import io.tributary.streams.runtime.StreamsApp;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.config.ConfigException;

/** Runs the app until it is told to stop: {@code StreamsMain <file.properties>}. */
public final class StreamsMain {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /** More than a record can have: a length beyond it is garbage, and must not be allocated. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private StreamsMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (args.length != 1) {
            end(WRONG_USAGE, "Usage: StreamsMain <file.properties>");
        }
        for (String limit : new String[] {"bytes", "string", "collectionItems"}) {
            System.setProperty("org.apache.avro.limits." + limit + ".maxLength", Integer.toString(MOST_BYTES));
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            StreamsSettings settings = SettingsFile.read(Path.of(args[0]));
            StreamsApp app = new StreamsApp(settings, ContractsFile.read(settings, System.getenv()));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                app.close();
                                stopped.countDown();
                            },
                            "shutdown"));
            app.start();
        } catch (InvalidSettingsException e) {
            end(WRONG_USAGE, e.getMessage());
        } catch (ConfigException e) {
            end(WRONG_USAGE, args[0] + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            end(FAILED, e.getMessage());
        }
        stopped.await();
    }

    private static void end(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }
}
