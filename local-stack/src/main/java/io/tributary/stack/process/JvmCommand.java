package io.tributary.stack.process;

import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Command line of a child JVM. Flags and class path go to an argument file in the state directory: they are longer than
 * some systems allow, and the short line that remains names the stack it belongs to.
 *
 * @param process which one
 * @param flags JVM flags
 * @param classPath jars and folders, in order
 * @param arguments main class and its arguments
 */
record JvmCommand(ProcessName process, List<String> flags, List<Path> classPath, List<String> arguments) {

    /** What a JVM answers after it ended by itself or by SIGTERM or SIGINT. */
    private static final Set<Integer> STOPPED_IN_ORDER = Set.of(0, 143, 130);

    JvmCommand {
        flags = List.copyOf(flags);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    /** Writes the argument file and gives the command line. */
    ProcessSpec.Start write(ProcessContext context) {
        List<String> all = new ArrayList<>(flags);
        List<String> own = context.config().stack().jvmFlagsOf(process);
        // Of two flags that contradict each other the later one counts.
        all.addAll(own);
        ClassDataArchive archive = ClassDataArchive.of(context.classArchives(), process, all, classPath);
        if (own.stream().noneMatch(flag -> flag.startsWith("-Xshare:"))) {
            all.addAll(archive.flags());
        }
        all.add("-Djava.io.tmpdir=" + ScratchFolder.emptied(context.state().scratch(process)));
        all.add("-cp");
        all.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        all.addAll(arguments);
        Path file = context.state().run().resolve(process.label() + ".args");
        PrivateFile.write(file, all.stream().map(JvmCommand::quoted).collect(Collectors.joining("\n", "", "\n")));
        return new ProcessSpec.Start(
                List.of(java(), "-Dtributary.process=" + process.label(), "@" + file),
                exitCode -> archive.adopt(STOPPED_IN_ORDER.contains(exitCode)));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
