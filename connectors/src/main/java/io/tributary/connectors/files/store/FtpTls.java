package io.tributary.connectors.files.store;

/** Encryption of an FTP connection. */
public enum FtpTls {
    NONE,
    /** Begins in plain text and is encrypted before the login (AUTH TLS, RFC 4217). */
    EXPLICIT,
    /** Encrypted from the first byte, usually on port 990. */
    IMPLICIT
}
