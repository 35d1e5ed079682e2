package io.tributary.stack.archive;

import io.tributary.stack.config.S3Config;
import io.tributary.stack.config.Secret;
import io.tributary.stack.connect.ConnectClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The archive that a running stack writes, as its connector is configured. */
public final class RunningArchive {

    private final ConnectClient connect;
    private final LakeKeysFile keys;

    /**
     * The archive of the stack whose Kafka Connect has its REST API at a URL.
     *
     * @param secrets the stack's folder of secrets
     */
    public RunningArchive(URI connect, Path secrets) {
        this.connect = new ConnectClient(connect, List::of);
        this.keys = new LakeKeysFile(secrets);
    }

    /** Where it is; empty if the stack has none. */
    public Optional<ArchivePlace> place() {
        return connect.config(ArchiveConnector.NAME).map(this::place);
    }

    private ArchivePlace place(Map<String, String> config) {
        Map<String, Secret> read = keys.read();
        return new ArchivePlace(
                config.get("s3.bucket.name"),
                config.get("s3.prefix"),
                new S3Config(
                        Optional.ofNullable(config.get("s3.endpoint")).map(URI::create),
                        Boolean.parseBoolean(config.get("s3.path.style.access")),
                        Optional.ofNullable(config.get("s3.region")),
                        Optional.ofNullable(read.get(LakeKeysFile.ACCESS_KEY)),
                        Optional.ofNullable(read.get(LakeKeysFile.SECRET_KEY))));
    }
}
