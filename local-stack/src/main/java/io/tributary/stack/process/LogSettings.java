package io.tributary.stack.process;

import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StateDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Log4j 2 settings of the third-party processes: everything to standard output, one line an event. */
final class LogSettings {

    private static final String TEMPLATE =
            """
            status = error
            appender.stdout.type = Console
            appender.stdout.name = stdout
            appender.stdout.layout.type = PatternLayout
            appender.stdout.layout.pattern = %%d{ISO8601} %%-5p %%c{1} - %%m%%n
            rootLogger.level = info
            rootLogger.appenderRef.stdout.ref = stdout
            %s""";

    private LogSettings() {}

    /**
     * Writes the settings of a process.
     *
     * @param levels levels other than info, by logger
     * @return the JVM flag that names them
     */
    static String flag(StateDirectory state, ProcessName process, Map<String, String> levels) {
        String loggers = new TreeMap<>(levels)
                .entrySet().stream()
                        .map(level -> "logger." + level.getKey().replaceAll("\\W", "_") + ".name = " + level.getKey()
                                + "\n"
                                + "logger." + level.getKey().replaceAll("\\W", "_") + ".level = " + level.getValue()
                                + "\n")
                        .collect(Collectors.joining());
        Path file = state.run().resolve(process.label() + "-log4j2.properties");
        PrivateFile.write(file, TEMPLATE.formatted(loggers));
        return "-Dlog4j2.configurationFile=" + file;
    }
}
