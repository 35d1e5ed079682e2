package io.tributary.stack.process;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.ProcessName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kafka in KRaft mode, broker and controller in one, on loopback. */
final class BrokerProcess {

    private static final int HEAP_MEBIBYTES = 256;
    private static final String MAIN = "io.tributary.stack.broker.BrokerMain";

    private BrokerProcess() {}

    static ProcessSpec spec(ProcessContext context) {
        int port = context.port(PortRole.BROKER);
        return ProcessSpec.of(
                        ProcessName.BROKER,
                        Set.of(),
                        () -> launch(context),
                        context.log(ProcessName.BROKER),
                        new BrokerHealth(port))
                .with(new ProcessSpec.Stop("TERM", Duration.ofSeconds(30)));
    }

    private static ProcessSpec.Start launch(ProcessContext context) {
        var file = context.state().properties(ProcessName.BROKER);
        PrivateFile.writeProperties(file, properties(context));
        String logging = LogSettings.flag(
                context.state(),
                ProcessName.BROKER,
                Map.of("org.apache.kafka", "warn", "kafka", "warn", "org.apache.kafka.common.config", "error"));
        return new JvmCommand(
                        ProcessName.BROKER,
                        JvmFlags.quick(context.heapFlag(ProcessName.BROKER, HEAP_MEBIBYTES), logging),
                        context.installation().runtimeClassPath(ProcessName.BROKER),
                        List.of(MAIN, file.toString()))
                .write(context);
    }

    static Map<String, String> properties(ProcessContext context) {
        int broker = context.port(PortRole.BROKER);
        int controller = context.port(PortRole.CONTROLLER);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + broker);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", context.state().data(ProcessName.BROKER).toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("offsets.topic.replication.factor", "1");
        // A year. An app that was down for longer would clean what is left of the raw topics again.
        properties.put("offsets.retention.minutes", "525600");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        // How long a killed producer's transaction may hold up readers beyond its timeout: the default is ten seconds.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "2000");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // The cleaner's default buffer of 128 MiB would take half of this heap.
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        // A row with large values is one record; the producers have their own, lower limit.
        properties.put("message.max.bytes", "68157440");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.putAll(context.config().stack().settingsOf(ProcessName.BROKER));
        return properties;
    }
}
