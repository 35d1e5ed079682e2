package io.tributary.stack.supervisor;

import io.tributary.stack.layout.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts a child whose output goes to a log file and which reads nothing. */
final class ChildStart {

    /** They would change what a JVM of ours does behind our back. */
    private static final Set<String> UNWANTED = Set.of("JDK_JAVA_OPTIONS", "CLASSPATH", "JAVA_OPTS", "KAFKA_OPTS");

    private ChildStart() {}

    static Process start(List<String> command, Map<String, String> environment, Set<String> withheld, Path log) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeAll(UNWANTED);
            builder.environment().keySet().removeAll(withheld);
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new StackException("the program " + command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }
}
