package io.tributary.stack.process;

import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** JVM flags of the processes that run Spark: what Spark 3.5 opens of Java 17, and scratch space in the state directory. */
final class SparkFlags {

    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private SparkFlags() {}

    static List<String> of(ProcessContext context, ProcessName process, int heapMebibytes) {
        Path scratch = emptied(context.state().root().resolve("scratch").resolve(process.label()));
        List<String> flags = new ArrayList<>(JvmFlags.small(
                context.heapFlag(process, heapMebibytes),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Djol.skipHotspotSAAttach=true",
                "-Djava.io.tmpdir=" + scratch,
                "-Dspark.local.dir=" + scratch,
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1"));
        OPENED.forEach(module -> flags.add("--add-opens=" + module + "=ALL-UNNAMED"));
        return flags;
    }

    /** A killed Spark leaves its shuffle and download folders behind; nothing in them outlives the process. */
    private static Path emptied(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path path :
                            old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("The scratch folder " + folder + " cannot be emptied: " + e, e);
        }
    }
}
