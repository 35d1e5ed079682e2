package io.tributary.stack.layout;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder that holds all that a stack writes.
 *
 * @param root absolute path, {@code .tributary} in the working directory unless chosen otherwise
 */
public record StateDirectory(Path root) {

    /** Name of the folder if none is chosen. */
    public static final String DEFAULT_NAME = ".tributary";

    private static final String OWNER_ONLY = "rwx------";

    public StateDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * Makes the folders that are missing; those with rows or secrets are closed to other users.
     *
     * @throws StackException if that is not possible
     */
    public void create() {
        try {
            Files.createDirectories(root);
            Files.createDirectories(cds());
            Files.createDirectories(root.resolve("runtime"));
            for (Path folder : new Path[] {root.resolve("data"), logs(), run(), secrets()}) {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OWNER_ONLY));
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new StackException(
                    "The state directory " + root + " cannot be used: " + e.getFile()
                            + " is a file where a folder must be. Move it away, or choose another directory with --state",
                    e);
        } catch (IOException e) {
            throw new StackException(
                    "The state directory " + root + " cannot be made: " + e
                            + ". Check the permissions and the free space,"
                            + " or choose another directory with --state",
                    e);
        }
    }

    public boolean exists() {
        return Files.isDirectory(root);
    }

    public Path data(ProcessName process) {
        return root.resolve("data").resolve(process.label());
    }

    /** Files that the demo makes for its sources. */
    public Path demoFiles() {
        return root.resolve("data").resolve("demo");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(ProcessName process) {
        return logs().resolve(process.label() + ".log");
    }

    public Path supervisorLog() {
        return logs().resolve("supervisor.log");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** The properties with which a process of ours is started. */
    public Path properties(ProcessName process) {
        return run().resolve(process.label() + ".properties");
    }

    /** What runs, and where. */
    public Path stackFile() {
        return run().resolve("stack.json");
    }

    public Path lockFile() {
        return run().resolve("lock");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** Where a source's secrets are for Kafka Connect to read. */
    public Path sourceSecrets(String source) {
        return secrets().resolve(source + ".properties");
    }

    /** Keys of the local object store, in the form of an AWS credentials file. */
    public Path objectStoreCredentials() {
        return secrets().resolve("objectstore.properties");
    }

    /** The contracts that were accepted last, as the Streams app reads them. */
    public Path contracts() {
        return run().resolve("contracts.json");
    }

    /** Secret of tokens for contracts that name none. */
    public Path tokenSecret() {
        return secrets().resolve("token");
    }

    /** Password of the embedded Postgres' superuser. */
    public Path postgresSecrets() {
        return secrets().resolve("postgres.properties");
    }

    /** Passwords of the embedded Postgres in the form that psql reads through PGPASSFILE. */
    public Path pgpass() {
        return secrets().resolve("pgpass");
    }

    /** What a process writes for as long as it runs. */
    public Path scratch(ProcessName process) {
        return root.resolve("scratch").resolve(process.label());
    }

    /** Class data archives. */
    public Path cds() {
        return root.resolve("cds");
    }

    /** Where the Postgres server of a version is unpacked. */
    public Path postgresRuntime(String version) {
        return root.resolve("runtime").resolve("postgres-" + version);
    }
}
