package io.tributary.stack.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Formats the log folder if that was not done before, then runs Kafka: one JVM instead of two. */
public final class BrokerMain {

    private static final String META = "meta.properties";

    private BrokerMain() {}

    /**
     * Runs the broker until it is stopped.
     *
     * @param args the broker's properties file
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("Usage: BrokerMain <server.properties>");
            System.exit(2);
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        Path logs = Path.of(properties.getProperty("log.dirs"));
        if (!Files.exists(logs.resolve(META))) {
            String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", args[0]};
            int status = StorageTool.execute(format, System.out);
            if (status != 0) {
                System.err.println("The broker's folder " + logs + " cannot be formatted");
                System.exit(status);
            }
        }
        Kafka.main(args);
    }
}
