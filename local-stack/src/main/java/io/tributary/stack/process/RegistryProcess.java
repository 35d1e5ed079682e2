package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The Apicurio registry, schemas in an H2 file. */
final class RegistryProcess {

    private static final int HEAP_MEBIBYTES = 128;
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private RegistryProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        int port = context.port(PortRole.REGISTRY);
        return ProcessSpec.of(
                ProcessName.REGISTRY,
                Set.of(),
                () -> launch(context, port),
                context.log(ProcessName.REGISTRY),
                HttpHealth.ok(port, "/health/ready"));
    }

    private static ProcessSpec.Start launch(ProcessContext context, int port) {
        Path folder = context.state().data(ProcessName.REGISTRY);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("The folder " + folder + " cannot be made: " + e, e);
        }
        List<String> flags = JvmFlags.quick(
                context.heapFlag(ProcessName.REGISTRY, HEAP_MEBIBYTES),
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                // Every commit reaches the file before it is answered, so a kill loses no schema that somebody uses.
                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + folder.resolve("registry") + ";WRITE_DELAY=0",
                "-Dquarkus.http.io-threads=2",
                "-Dquarkus.datasource.jdbc.initial-size=2",
                "-Dquarkus.datasource.jdbc.min-size=2",
                "-Dquarkus.datasource.jdbc.max-size=8",
                "-Dquarkus.log.console.format=%d{yyyy-MM-dd'T'HH:mm:ss,SSS} %-5p %c{1} - %s%e%n",
                "-Dquarkus.log.console.color=false",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        return new JvmCommand(ProcessName.REGISTRY, flags, List.of(runner(context)), List.of(MAIN)).write(context);
    }

    private static Path runner(ProcessContext context) {
        Path app = context.installation().registryApp();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(app, "*-runner.jar")) {
            for (Path jar : jars) {
                return jar;
            }
            throw new StackException(
                    "The folder " + app + " holds no *-runner.jar; build again with  mvn clean package");
        } catch (IOException e) {
            throw new StackException("The folder " + app + " cannot be read: " + e, e);
        }
    }
}
