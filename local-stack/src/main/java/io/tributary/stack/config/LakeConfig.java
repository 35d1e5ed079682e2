package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where the tables live.
 *
 * @param external the user's own store; empty for the stack's object store on the local disk
 * @param catalog how tables are published
 */
public record LakeConfig(Optional<ExternalLake> external, CatalogConfig catalog) {

    public LakeConfig {
        requireNonNull(external, "external is null");
        requireNonNull(catalog, "catalog is null");
    }

    /** The lake on the local disk. */
    public static LakeConfig embedded() {
        return new LakeConfig(Optional.empty(), CatalogConfig.defaults());
    }

    /**
     * A store that the user runs or rents.
     *
     * @param root {@code s3://bucket} or {@code s3://bucket/prefix}, without a slash at the end
     * @param s3 how to reach it
     */
    public record ExternalLake(String root, S3Config s3) {
        public ExternalLake {
            requireNonNull(root, "root is null");
            requireNonNull(s3, "s3 is null");
        }
    }

    /**
     * How tables are published. Publishing to a catalog is not available yet; {@code sql} uses the names already.
     *
     * @param databasePrefix beginning of the databases' names: {@code <prefix>bronze}, {@code <prefix>silver}
     */
    public record CatalogConfig(String databasePrefix) {

        static final String DEFAULT_PREFIX = "lake_";

        public CatalogConfig {
            requireNonNull(databasePrefix, "databasePrefix is null");
        }

        static CatalogConfig defaults() {
            return new CatalogConfig(DEFAULT_PREFIX);
        }
    }
}
