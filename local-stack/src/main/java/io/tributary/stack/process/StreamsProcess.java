package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our Kafka Streams app. */
final class StreamsProcess {

    private static final int HEAP_MEBIBYTES = 224;
    private static final String MODULE = "streams-app";
    private static final String MAIN = "io.tributary.streams.StreamsMain";

    private StreamsProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        return ProcessSpec.of(
                        ProcessName.STREAMS,
                        Set.of(ProcessName.BROKER, ProcessName.REGISTRY),
                        () -> launch(context),
                        context.log(ProcessName.STREAMS),
                        HttpHealth.ok(context.port(PortRole.STREAMS), "/health"))
                .with(new ProcessSpec.Stop("TERM", Duration.ofSeconds(20)));
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", context.bootstrapServers());
        properties.put("schema.registry.url", context.registryUrl());
        properties.put("state.dir", context.state().data(ProcessName.STREAMS).toString());
        properties.put("http.port", String.valueOf(context.port(PortRole.STREAMS)));
        if (Files.exists(context.state().contracts())) {
            properties.put("contracts.file", context.state().contracts().toString());
            properties.put("token.secret.file", context.state().tokenSecret().toString());
        }
        properties.putAll(context.config().stack().settingsOf(ProcessName.STREAMS));
        Path file = context.state().properties(ProcessName.STREAMS);
        PrivateFile.writeProperties(file, properties);
        return new JvmCommand(
                        ProcessName.STREAMS,
                        JvmFlags.small(context.heapFlag(ProcessName.STREAMS, HEAP_MEBIBYTES)),
                        context.installation().moduleClassPath(MODULE),
                        List.of(MAIN, file.toString()))
                .write(context);
    }
}
