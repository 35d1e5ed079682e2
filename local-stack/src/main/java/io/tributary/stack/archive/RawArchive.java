package io.tributary.stack.archive;

import io.tributary.stack.connect.ConnectClient;
import io.tributary.stack.connect.ConnectException;
import io.tributary.stack.connect.ConnectorState;
import io.tributary.stack.connect.RestartPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The archive's connector in Kafka Connect. Changes come from one thread; the state may be asked for from any. */
public final class RawArchive {

    private static final Logger LOG = LoggerFactory.getLogger(RawArchive.class);
    private static final String NOT_DEPLOYED = "UNASSIGNED";

    private final ConnectClient connect;
    private final ArchiveSettings settings;
    private final LakeKeysFile keys;
    private final RestartPolicy restarts = new RestartPolicy();
    private volatile Optional<String> error = Optional.empty();

    public RawArchive(ConnectClient connect, ArchiveSettings settings) {
        this.connect = connect;
        this.settings = settings;
        this.keys = new LakeKeysFile(settings.secrets());
    }

    /**
     * Deploys the connector, or removes it if there is to be no archive, and restarts what failed; to be called every few
     * seconds. Never throws: what goes wrong is in the state and tried again.
     */
    public void reconcile() {
        try {
            if (settings.archive().enabled()) {
                deploy();
                restart();
            } else if (connect.delete(ArchiveConnector.NAME)) {
                LOG.info("the archive is switched off; its connector is removed, and what it wrote stays");
            }
            error = Optional.empty();
        } catch (ConnectException e) {
            if (!error.equals(Optional.of(e.getMessage()))) {
                LOG.warn("archive: {}", e.getMessage());
            }
            error = Optional.of(e.getMessage());
        }
    }

    private void deploy() {
        Map<String, String> config = ArchiveConnector.config(settings, keys);
        if (!connect.config(ArchiveConnector.NAME).equals(Optional.of(config))) {
            keys.write(settings.lake().s3());
            connect.put(ArchiveConnector.NAME, config);
            LOG.info("archive deployed to s3://{}/{}", settings.lake().bucket(), config.get("s3.prefix"));
        }
    }

    private void restart() {
        Optional<ConnectorState> state = connect.state(ArchiveConnector.NAME);
        if (restarts.restartNow(state.map(ConnectorState::failed).orElse(false), System.nanoTime())) {
            LOG.warn(
                    "archive failed and is restarted, attempt {}: {}",
                    restarts.attempts(),
                    state.flatMap(ConnectorState::error).orElse("no reason given"));
            connect.restartFailed(ArchiveConnector.NAME);
        }
    }

    /** How the connector is; empty if there is to be no archive, and before Kafka Connect has heard of it. */
    public Optional<ConnectorState> state() {
        if (!settings.archive().enabled()) {
            return Optional.empty();
        }
        try {
            Optional<ConnectorState> state = connect.state(ArchiveConnector.NAME);
            return state.isPresent() ? state : error.map(RawArchive::notDeployed);
        } catch (ConnectException e) {
            LOG.debug("archive not known", e);
            return error.map(RawArchive::notDeployed);
        }
    }

    private static ConnectorState notDeployed(String reason) {
        return new ConnectorState(ArchiveConnector.NAME, NOT_DEPLOYED, List.of(), Optional.of(reason));
    }
}
