package io.tributary.connectors.archive;

/** Kafka does not say which ids topics have; worth a retry. */
final class KafkaUnavailableException extends RuntimeException {

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
