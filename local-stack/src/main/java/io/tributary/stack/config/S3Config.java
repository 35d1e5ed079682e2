package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * How the lake's object store is reached. Without an endpoint it is AWS; without keys the SDK's default chain provides
 * the credentials.
 *
 * @param endpoint http or https URL
 * @param pathStyle whether the bucket is part of the path instead of the host name
 * @param region for instance {@code eu-central-1}
 * @param accessKey set if and only if {@code secretKey} is
 * @param secretKey set if and only if {@code accessKey} is
 */
public record S3Config(
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> region,
        Optional<Secret> accessKey,
        Optional<Secret> secretKey) {

    public S3Config {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(region, "region is null");
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw new IllegalArgumentException("Give both access-key and secret-key, or neither");
        }
    }
}
