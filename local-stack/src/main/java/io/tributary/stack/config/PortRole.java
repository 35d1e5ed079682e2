package io.tributary.stack.config;

/** What a port of the stack is for, and its default. All are bound on loopback only. */
public enum PortRole {
    POSTGRES("postgres", 15432, "embedded Postgres"),
    BROKER("broker", 19092, "Kafka broker"),
    CONTROLLER("controller", 19093, "Kafka controller"),
    REGISTRY("registry", 18081, "schema registry"),
    CONNECT("connect", 18083, "Kafka Connect REST API"),
    OBJECTSTORE("objectstore", 19000, "S3 endpoint of the local object store"),
    STREAMS("streams", 18084, "health and metrics of the Kafka Streams app"),
    SPARK("spark", 18085, "health and metrics of the Spark app"),
    QUERY("query", 18086, "SQL server"),
    SUPERVISOR("supervisor", 18080, "status of the stack"),
    FTP("ftp", 18021, "FTP server of the demo"),
    TMDB("tmdb", 18087, "stand-in for TMDB of the demo");

    private final String key;
    private final int defaultPort;
    private final String description;

    PortRole(String key, int defaultPort, String description) {
        this.key = key;
        this.defaultPort = defaultPort;
        this.description = description;
    }

    /** The key under {@code stack.ports}. */
    public String key() {
        return key;
    }

    public int defaultPort() {
        return defaultPort;
    }

    public String description() {
        return description;
    }
}
