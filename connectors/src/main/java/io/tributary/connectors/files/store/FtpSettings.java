package io.tributary.connectors.files.store;

import java.nio.charset.Charset;
import java.time.Duration;

/**
 * How an FTP server is spoken to.
 *
 * @param host name or address, not null
 * @param port TCP port
 * @param root absolute folder on the server, beginning and not ending with a slash, or empty for the server's root
 * @param user login name, {@code anonymous} for none
 * @param password never null; never written anywhere but to the server
 * @param tls whether and how the connection is encrypted
 * @param passive whether the client opens the data connections, as firewalls want it
 * @param names what file names are encoded in on the wire
 * @param timeout how long a silent server is waited for, on the control and on a data connection
 */
public record FtpSettings(
        String host,
        int port,
        String root,
        String user,
        String password,
        FtpTls tls,
        boolean passive,
        Charset names,
        Duration timeout) {

    @Override
    public String toString() {
        return "ftp server " + host + ":" + port + root;
    }
}
