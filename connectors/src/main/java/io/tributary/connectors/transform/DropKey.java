package io.tributary.connectors.transform;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Takes the key off the records of some topics. For a table without a primary key Debezium makes a key of the first unique
 * index it finds, even if that is partial or its columns may be null, so that different rows would share a key.
 *
 * @param <R> the kind of record
 */
public final class DropKey<R extends ConnectRecord<R>> implements Transformation<R> {

    public static final String TOPICS_CONFIG = "topics";

    private static final ConfigDef CONFIG = new ConfigDef()
            .define(
                    TOPICS_CONFIG,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.Importance.HIGH,
                    "Names of the topics whose records lose their key");

    private Set<String> topics = Set.of();

    @Override
    public void configure(Map<String, ?> configs) {
        topics = Set.copyOf(new AbstractConfig(CONFIG, configs, false).getList(TOPICS_CONFIG));
    }

    @Override
    public R apply(R record) {
        if (record.key() == null || !topics.contains(record.topic())) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                null,
                null,
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    @Override
    public ConfigDef config() {
        return CONFIG;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
