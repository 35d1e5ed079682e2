package io.tributary.streams.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the app can be told. See {@link SettingsFile} for the keys and their defaults.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port[,host:port]}
 * @param schemaRegistry root of the Confluent-compatible REST API
 * @param applicationId consumer group, prefix of internal topics and of transactional ids
 * @param stateDirectory local state; can be rebuilt from Kafka
 * @param httpPort port on 127.0.0.1 for health, metrics and status; 0 lets the system choose
 * @param threads number of stream threads, at least 1
 * @param replicationFactor of the topics that the app creates, at least 1
 * @param commitInterval how often a transaction is committed: the larger part of the app's latency
 * @param metadataMaxAge how soon a new raw topic is noticed
 * @param cleanRetention how long clean topics keep records
 * @param deadLetterRetention how long dead-letter topics keep records
 * @param contracts file of the contracts in their JSON form; null for none
 * @param tokenSecret file with the secret of tokens for contracts that name none; null for none
 * @param kafka further Kafka Streams settings, which win over the app's own
 */
public record StreamsSettings(
        String bootstrapServers,
        URI schemaRegistry,
        String applicationId,
        Path stateDirectory,
        int httpPort,
        int threads,
        int replicationFactor,
        Duration commitInterval,
        Duration metadataMaxAge,
        Duration cleanRetention,
        Duration deadLetterRetention,
        Path contracts,
        Path tokenSecret,
        Map<String, String> kafka) {

    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }
}
