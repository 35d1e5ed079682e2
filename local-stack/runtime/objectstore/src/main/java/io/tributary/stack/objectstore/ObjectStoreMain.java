package io.tributary.stack.objectstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs S3Proxy on a folder of the local disk. */
public final class ObjectStoreMain {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStoreMain.class);

    private ObjectStoreMain() {}

    /**
     * Runs the store until it is stopped.
     *
     * @param args a file with the properties of S3Proxy, and the folder of the buckets
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            System.err.println("Usage: ObjectStoreMain <s3proxy.properties> <folder>");
            System.exit(2);
        }
        S3Proxy store = start(properties(Path.of(args[0])), Path.of(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(store), "stop"));
    }

    /** Clears away what a store left that was killed, and starts one. */
    static S3Proxy start(Properties properties, Path folder) throws Exception {
        int left = HalfWritten.deleteAll(folder);
        if (left > 0) {
            LOG.warn("Deleted {} half-written files, of objects whose write was cut off", left);
        }
        S3Proxy store = S3Proxy.Builder.fromProperties(properties)
                .blobStore(new WholeObjects(new FilesystemNio2BlobStore(folder.toString())))
                .build();
        store.start();
        return store;
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void stop(S3Proxy store) {
        try {
            store.stop();
        } catch (Exception e) {
            LOG.warn("The store did not stop in order", e);
        }
    }
}
