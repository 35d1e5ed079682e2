package io.tributary.connectors.files.store;

import java.nio.file.Path;

/** Makes the stores; the only place that knows the classes. */
public final class FileStores {

    private FileStores() {}

    public static FileStore ftp(FtpSettings settings) {
        return new FtpFolder(settings);
    }

    public static FileStore local(Path root) {
        return new LocalFolder(root);
    }

    public static FileStore s3(S3Settings settings) {
        return new S3Prefix(settings);
    }
}
