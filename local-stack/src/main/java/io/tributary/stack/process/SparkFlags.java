package io.tributary.stack.process;

import io.tributary.stack.layout.ProcessName;
import java.util.ArrayList;
import java.util.List;

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
        List<String> flags = new ArrayList<>(JvmFlags.small(
                context.heapFlag(process, heapMebibytes),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Djol.skipHotspotSAAttach=true",
                "-Dspark.local.dir=" + context.state().scratch(process),
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1"));
        OPENED.forEach(module -> flags.add("--add-opens=" + module + "=ALL-UNNAMED"));
        return flags;
    }
}
