package io.tributary.stack.process;

import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our Spark Structured Streaming app, local in one JVM. */
final class SparkProcess {

    static final String MODULE = "spark-streaming";

    private static final int HEAP_MEBIBYTES = 1100;
    private static final String MAIN = "io.tributary.spark.SparkMain";

    private SparkProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        return ProcessSpec.of(
                        ProcessName.SPARK,
                        after(context.config().lake(), ProcessName.BROKER, ProcessName.REGISTRY),
                        () -> launch(context),
                        context.log(ProcessName.SPARK),
                        HttpHealth.ok(context.port(PortRole.SPARK), "/health"))
                .with(new ProcessSpec.Stop("TERM", Duration.ofSeconds(60)));
    }

    /** The given processes, and the local object store if the lake is there. */
    static Set<ProcessName> after(LakeConfig lake, ProcessName... others) {
        Set<ProcessName> after = EnumSet.noneOf(ProcessName.class);
        after.addAll(List.of(others));
        if (lake.external().isEmpty()) {
            after.add(ProcessName.OBJECTSTORE);
        }
        return after;
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        Map<String, String> properties = new LinkedHashMap<>(LakeAccess.properties(context));
        properties.put("bootstrap.servers", context.bootstrapServers());
        properties.put("schema.registry.url", context.registryUrl());
        properties.put("http.port", String.valueOf(context.port(PortRole.SPARK)));
        context.config()
                .stack()
                .silverTrigger()
                .ifPresent(trigger -> properties.put("silver.trigger.ms", String.valueOf(trigger.toMillis())));
        context.config()
                .stack()
                .bronzeTrigger()
                .ifPresent(trigger -> properties.put("bronze.trigger.ms", String.valueOf(trigger.toMillis())));
        properties.putAll(context.config().stack().settingsOf(ProcessName.SPARK));
        Path file = context.state().properties(ProcessName.SPARK);
        PrivateFile.writeProperties(file, properties);
        return new JvmCommand(
                        ProcessName.SPARK,
                        SparkFlags.of(context, ProcessName.SPARK, HEAP_MEBIBYTES),
                        context.installation().moduleClassPath(MODULE),
                        List.of(MAIN, file.toString()))
                .write(context);
    }
}
