package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SQL server over the lake: a Spark of its own, so that no query slows the ingestion. */
final class QueryProcess {

    private static final int HEAP_MEBIBYTES = 320;
    private static final String MAIN = "io.tributary.spark.query.QueryMain";

    private QueryProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        return ProcessSpec.of(
                ProcessName.QUERY,
                SparkProcess.after(context.config().lake()),
                () -> launch(context),
                context.log(ProcessName.QUERY),
                HttpHealth.ok(context.port(PortRole.QUERY), "/health"));
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        Map<String, String> properties = new LinkedHashMap<>(LakeAccess.properties(context));
        properties.put("http.port", String.valueOf(context.port(PortRole.QUERY)));
        properties.putAll(context.config().stack().settingsOf(ProcessName.QUERY));
        Path file = context.state().properties(ProcessName.QUERY);
        PrivateFile.writeProperties(file, properties);
        List<String> flags = SparkFlags.of(context, ProcessName.QUERY, HEAP_MEBIBYTES);
        flags.add("-XX:TieredStopAtLevel=1");
        flags.add("-Xms64m");
        flags.add("-XX:ReservedCodeCacheSize=64m");
        // A statement that runs out of memory is answered with an error; the others go on.
        flags.add("-XX:-ExitOnOutOfMemoryError");
        return new JvmCommand(
                        ProcessName.QUERY,
                        flags,
                        context.installation().moduleClassPath(SparkProcess.MODULE),
                        List.of(MAIN, file.toString()))
                .write(context);
    }
}
