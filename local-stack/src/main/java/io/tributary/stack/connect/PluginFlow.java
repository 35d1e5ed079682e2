package io.tributary.stack.connect;

import io.tributary.stack.config.ContractedSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a source flowing that is captured by connectors of ours and needs no preparation. */
final class PluginFlow extends SourceFlow {

    private static final Logger LOG = LoggerFactory.getLogger(PluginFlow.class);

    private final ContractedSource source;
    private final PluginConnectors connectors;
    private final ConnectClient connect;
    private final PasswordFiles passwords;
    private final Map<String, RestartPolicy> restarts = new HashMap<>();
    private volatile Optional<String> error = Optional.empty();

    PluginFlow(PluginConnectors connectors, ConnectClient connect, PasswordFiles passwords) {
        this.source = connectors.source();
        this.connectors = connectors;
        this.connect = connect;
        this.passwords = passwords;
    }

    @Override
    ContractedSource source() {
        return source;
    }

    @Override
    synchronized void apply() {
        try {
            boolean otherSecrets = passwords.write(source.name(), connectors.secrets());
            Map<String, Map<String, String>> wanted = connectors.configs();
            for (String name : deployed()) {
                if (!wanted.containsKey(name)) {
                    connect.delete(name);
                    LOG.info("connector {} deleted", name);
                }
            }
            for (Map.Entry<String, Map<String, String>> connector : wanted.entrySet()) {
                deploy(connector.getKey(), connector.getValue(), otherSecrets);
            }
            error = Optional.empty();
        } catch (ConnectException e) {
            error = Optional.of("source " + source.name() + ": " + e.getMessage());
            throw e;
        }
    }

    private void deploy(String name, Map<String, String> config, boolean otherSecrets) {
        Optional<Map<String, String>> deployed = connect.config(name);
        if (!deployed.equals(Optional.of(config))) {
            connect.put(name, config);
            LOG.info("connector {} {}", name, deployed.isPresent() ? "changed" : "deployed");
        } else if (otherSecrets) {
            // The configuration only refers to them, so nothing else tells the connector.
            connect.restart(name);
            LOG.info("connector {} restarted, since its secrets have changed", name);
        }
    }

    private List<String> deployed() {
        return connect.names().stream().filter(connectors::isOwn).toList();
    }

    /** Removes the connectors and what they know of the source. */
    synchronized void release(Consumer<String> notice) {
        for (String name : deployed()) {
            if (connect.delete(name)) {
                notice.accept("deleted the connector " + name);
            }
        }
        passwords.delete(source.name());
    }

    @Override
    synchronized void reconcile() {
        try {
            for (String name : connectors.names()) {
                Optional<ConnectorState> state = connect.state(name);
                RestartPolicy policy = restarts.computeIfAbsent(name, ignored -> new RestartPolicy());
                if (policy.restartNow(state.map(ConnectorState::failed).orElse(false), System.nanoTime())) {
                    LOG.warn(
                            "connector {} failed and is restarted, attempt {}: {}",
                            name,
                            policy.attempts(),
                            state.flatMap(ConnectorState::error).orElse("no reason given"));
                    connect.restartFailed(name);
                }
            }
        } catch (ConnectException e) {
            LOG.warn("source {}: {}", source.name(), e.getMessage());
        }
    }

    @Override
    PluginReport report() {
        List<ConnectorState> states = new ArrayList<>();
        try {
            for (String name : connectors.names()) {
                connect.state(name).ifPresent(states::add);
            }
        } catch (ConnectException e) {
            LOG.debug("connectors of {} not known", source.name(), e);
        }
        return new PluginReport(source.name(), source.type(), source.datasetNames(), states, error);
    }
}
