package io.tributary.tests.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;

/** A producer that the broker lets write so fast only, until this is closed; so that there is time to kill it. */
public final class SlowProducer implements AutoCloseable {

    private static final String RATE = "producer_byte_rate";

    private final Admin admin;
    private final ClientQuotaEntity producer;

    /** @param transactionalId of the producer */
    public SlowProducer(TestStack stack, String transactionalId, double bytesASecond) {
        admin = Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:" + stack.configuration().port("broker")));
        producer = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "producer-" + transactionalId));
        set(bytesASecond);
    }

    private void set(Double bytesASecond) {
        try {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            producer, List.of(new ClientQuotaAlteration.Op(RATE, bytesASecond)))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError("The broker sets no rate for " + producer, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a rate was set", e);
        }
    }

    @Override
    public void close() {
        set(null);
        admin.close();
    }
}
