package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One worker of Kafka Connect in distributed mode, with Debezium and our plugins. */
final class ConnectProcess {

    private static final int HEAP_MEBIBYTES = 320;
    private static final String MAIN = "org.apache.kafka.connect.cli.ConnectDistributed";

    private ConnectProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        return ProcessSpec.of(
                        ProcessName.CONNECT,
                        Set.of(ProcessName.BROKER),
                        () -> launch(context),
                        context.log(ProcessName.CONNECT),
                        HttpHealth.ok(context.port(PortRole.CONNECT), "/health"))
                .with(new ProcessSpec.Stop("TERM", Duration.ofSeconds(20)));
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        Path file = context.state().properties(ProcessName.CONNECT);
        PrivateFile.writeProperties(file, properties(context));
        String logging = LogSettings.flag(
                context.state(),
                ProcessName.CONNECT,
                Map.of(
                        "org.apache.kafka", "warn",
                        "org.apache.kafka.connect.runtime", "info",
                        "org.apache.kafka.connect.runtime.isolation", "warn",
                        // Connect prints whole configurations at info; the connectors' ones are of no use in a log.
                        "org.apache.kafka.connect.runtime.AbstractConfig", "warn",
                        // Every request; and what the REST interface refuses is told to whoever asked, who asks again.
                        "org.apache.kafka.connect.runtime.rest.RestServer", "warn",
                        "org.apache.kafka.connect.runtime.rest.errors.ConnectExceptionMapper", "off",
                        "org.reflections", "error",
                        "org.eclipse.jetty", "warn"));
        return new JvmCommand(
                        ProcessName.CONNECT,
                        JvmFlags.small(context.heapFlag(ProcessName.CONNECT, HEAP_MEBIBYTES), logging),
                        context.installation().runtimeClassPath(ProcessName.CONNECT),
                        List.of(MAIN, file.toString()))
                .write(context);
    }

    static Map<String, String> properties(ProcessContext context) {
        String listener = "http://127.0.0.1:" + context.port(PortRole.CONNECT);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("bootstrap.servers", context.bootstrapServers());
        properties.put("group.id", "tributary-connect");
        properties.put("config.storage.topic", "_connect-configs");
        properties.put("config.storage.replication.factor", "1");
        properties.put("offset.storage.topic", "_connect-offsets");
        properties.put("offset.storage.partitions", "4");
        properties.put("offset.storage.replication.factor", "1");
        properties.put("status.storage.topic", "_connect-status");
        properties.put("status.storage.partitions", "1");
        properties.put("status.storage.replication.factor", "1");
        properties.put("exactly.once.source.support", "enabled");
        // Of the worker's own transactions only. One that was open when the worker was killed holds up its next start,
        // which reads the configurations to their stable end first.
        properties.put("transaction.timeout.ms", "10000");
        properties.put("listeners", listener);
        properties.put("rest.advertised.host.name", "127.0.0.1");
        properties.put("plugin.discovery", "service_load");
        properties.put(
                "plugin.path",
                context.installation().pluginPath().stream().map(Path::toString).collect(Collectors.joining(",")));
        properties.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("config.providers", "file");
        properties.put("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");
        properties.put(
                "config.providers.file.param.allowed.paths",
                context.state().secrets().toString());
        // One worker only: nobody else could take its tasks over during a delay.
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("task.shutdown.graceful.timeout.ms", "8000");
        properties.putAll(context.config().stack().settingsOf(ProcessName.CONNECT));
        return properties;
    }
}
