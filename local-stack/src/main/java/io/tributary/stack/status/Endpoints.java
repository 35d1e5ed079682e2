package io.tributary.stack.status;

/**
 * Where the processes can be reached with other tools. Passwords are not here, but the files that hold them are.
 *
 * @param postgres the embedded database; null if the stack runs none
 * @param kafka the broker
 * @param registry the schema registry
 * @param connect Kafka Connect's REST API
 * @param s3 the lake's object store
 * @param sql the SQL server
 * @param supervisor status of the stack over HTTP
 */
public record Endpoints(
        Postgres postgres, Kafka kafka, Registry registry, Connect connect, S3 s3, Sql sql, Supervisor supervisor) {

    /**
     * The embedded database.
     *
     * @param passwordFile a file in the form that psql reads through PGPASSFILE
     */
    public record Postgres(String host, int port, String database, String user, String passwordFile) {}

    /** The broker, without encryption or login. */
    public record Kafka(String bootstrap) {}

    /** Base URL of the registry's Confluent-compatible REST API. */
    public record Registry(String url) {}

    /** Base URL of Kafka Connect's REST API. */
    public record Connect(String url) {}

    /**
     * The object store.
     *
     * @param endpoint URL; null on AWS
     * @param bucket name of the bucket
     * @param credentialsFile a file in the form of AWS_SHARED_CREDENTIALS_FILE; null if the keys are the user's own
     */
    public record S3(String endpoint, String bucket, String credentialsFile) {}

    /** Base URL of the SQL server; {@code POST /sql} answers a statement. */
    public record Sql(String url) {}

    /** Base URL of the supervisor: {@code /status}, {@code /health}, {@code /metrics}. */
    public record Supervisor(String url) {}
}
