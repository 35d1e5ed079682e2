package io.tributary.connectors.postgres;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for Postgres, with a first snapshot that starts clean after it was cut off. */
public final class PostgresSourceConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresSourceTask.class;
    }
}
