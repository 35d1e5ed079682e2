package io.tributary.connectors.avro;

import io.tributary.schemas.registry.RegistryUnavailableException;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.UnknownSchemaException;
import java.time.Duration;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that is asked again, with growing pauses, while it cannot be reached: a restart of the registry costs a
 * connector some seconds and not its task.
 */
final class PatientRegistry implements SchemaRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PatientRegistry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final SchemaRegistry registry;
    private final Duration patience;

    /**
     * Wraps a registry.
     *
     * @param patience how long after its first failure a request is still repeated
     */
    PatientRegistry(SchemaRegistry registry, Duration patience) {
        this.registry = registry;
        this.patience = patience;
    }

    @Override
    public int register(String subject, Schema schema) {
        Waiting waiting = new Waiting();
        while (true) {
            try {
                return registry.register(subject, schema);
            } catch (RegistryUnavailableException e) {
                waiting.pause(e);
            }
        }
    }

    @Override
    public Schema byId(int id) throws UnknownSchemaException {
        Waiting waiting = new Waiting();
        while (true) {
            try {
                return registry.byId(id);
            } catch (RegistryUnavailableException e) {
                waiting.pause(e);
            }
        }
    }

    /** The pauses of one request. */
    private final class Waiting {

        private Duration pause = FIRST_PAUSE;
        private long firstFailure;
        private int failures;

        void pause(RegistryUnavailableException failure) {
            if (failures++ == 0) {
                firstFailure = System.nanoTime();
                LOG.warn("Trying again for up to {} s: {}", patience.toSeconds(), failure.getMessage());
            }
            long left = patience.toNanos() - (System.nanoTime() - firstFailure);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                throw failure;
            }
            try {
                Thread.sleep(Math.min(pause.toMillis(), Math.max(1, left / 1_000_000)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
