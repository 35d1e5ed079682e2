package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The embedded Postgres, for the demo and for tests: a server as it would run for real, with fsync on and logical WAL.
 * Postgres refuses to run as root; root starts it in a user namespace of its own, where it has no privileges.
 */
final class PostgresProcess {

    private static final long INITDB_TIMEOUT_SECONDS = 120;

    private PostgresProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        int port = context.port(PortRole.POSTGRES);
        return ProcessSpec.of(
                        ProcessName.POSTGRES,
                        Set.of(),
                        () -> launch(context, port),
                        context.log(ProcessName.POSTGRES),
                        new PostgresHealth(port, () -> EmbeddedPostgres.superuserPassword(context.state())))
                .with(new ProcessSpec.Stop("INT", Duration.ofSeconds(30)));
    }

    private static ProcessSpec.Start launch(ProcessContext context, int port) {
        Path binaries = PostgresBinaries.unpacked(context.installation(), context.state());
        Path data = context.state().data(ProcessName.POSTGRES);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(context, binaries, data);
        }
        Map<String, String> settings = settings(port);
        settings.putAll(context.config().stack().settingsOf(ProcessName.POSTGRES));
        List<String> command = unprivileged();
        command.add(binaries.resolve("bin").resolve("postgres").toString());
        command.add("-D");
        command.add(data.toString());
        settings.forEach((key, value) -> {
            command.add("-c");
            command.add(key + "=" + value);
        });
        return ProcessSpec.Start.of(command);
    }

    static Map<String, String> settings(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", String.valueOf(port));
        settings.put("unix_socket_directories", "");
        settings.put("wal_level", "logical");
        settings.put("fsync", "on");
        settings.put("max_wal_senders", "10");
        settings.put("max_replication_slots", "10");
        // A reader that stays away must not fill the disk: beyond this its slot is given up.
        settings.put("max_slot_wal_keep_size", "4GB");
        settings.put("wal_sender_timeout", "60s");
        settings.put("max_connections", "60");
        settings.put("shared_buffers", "64MB");
        settings.put("max_wal_size", "1GB");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m ");
        settings.put("password_encryption", "scram-sha-256");
        return settings;
    }

    private static void initialise(ProcessContext context, Path binaries, Path data) {
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        Path passwordFile = context.state().run().resolve("initdb-password");
        try {
            if (Files.exists(data)) {
                throw new StackException("The folder " + data + " exists, but holds no Postgres database (PG_VERSION is"
                        + " missing). Move it away, or start over with  ./tributary down --purge");
            }
            PostgresBinaries.delete(draft);
            PrivateFile.write(
                    passwordFile,
                    EmbeddedPostgres.superuserPassword(context.state()).reveal() + "\n");
            List<String> command = unprivileged();
            command.addAll(List.of(
                    binaries.resolve("bin").resolve("initdb").toString(),
                    "--pgdata=" + draft,
                    "--username=" + EmbeddedPostgres.SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"));
            run(command, context.log(ProcessName.POSTGRES));
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StackException("The database of the embedded Postgres cannot be made in " + data + ": " + e, e);
        } finally {
            deleteQuietly(passwordFile);
        }
    }

    private static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(INITDB_TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StackException("initdb failed; the reason is at the end of " + log
                        + (isRoot() ? ". As root it runs under 'unshare -U': user namespaces must be allowed" : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the embedded Postgres was made", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> unprivileged() {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            Path unshare = OwnSession.onPath("unshare")
                    .orElseThrow(
                            () -> new StackException(
                                    "Postgres refuses to run as root, and the program 'unshare' that"
                                            + " would take its privileges away is missing. Run as an ordinary user, or install util-linux"));
            command.add(unshare.toString());
            command.add("-U");
        }
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}
