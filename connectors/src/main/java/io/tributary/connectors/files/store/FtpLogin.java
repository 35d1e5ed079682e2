package io.tributary.connectors.files.store;

import java.io.IOException;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** Opens a session with an FTP server: connected, encrypted if asked for, logged in, binary. */
final class FtpLogin {

    private static final int NOT_LOGGED_IN = 530;

    private final FtpSettings settings;

    FtpLogin(FtpSettings settings) {
        this.settings = settings;
    }

    FTPClient open() throws IOException {
        FTPClient client = client();
        int millis = Math.toIntExact(settings.timeout().toMillis());
        client.setControlEncoding(settings.names().name());
        client.setConnectTimeout(millis);
        client.setDefaultTimeout(millis);
        client.setDataTimeout(settings.timeout());
        try {
            client.connect(settings.host(), settings.port());
            check(client, FTPReply.isPositiveCompletion(client.getReplyCode()), "connection");
            client.setSoTimeout(millis);
            check(client, client.login(settings.user(), settings.password()), "login of " + settings.user());
            if (client instanceof FTPSClient encrypted) {
                encrypted.execPBSZ(0);
                encrypted.execPROT("P");
            }
            if (settings.passive()) {
                client.enterLocalPassiveMode();
            }
            check(client, client.setFileType(FTP.BINARY_FILE_TYPE), "binary mode");
            return client;
        } catch (IOException e) {
            disconnect(client);
            throw e instanceof AccessRefusedException || e instanceof StoreUnavailableException
                    ? e
                    : new StoreUnavailableException("Cannot reach the " + settings + ": " + e, e);
        }
    }

    private FTPClient client() {
        if (settings.tls() == FtpTls.NONE) {
            return new FTPClient();
        }
        FTPSClient client = new FTPSClient(settings.tls() == FtpTls.IMPLICIT);
        // The library's own trust manager looks at no more than the certificate's dates.
        client.setTrustManager(null);
        client.setEndpointCheckingEnabled(true);
        return client;
    }

    private void check(FTPClient client, boolean positive, String what) throws IOException {
        if (positive) {
            return;
        }
        String message = "The " + settings + " refuses the " + what + ": "
                + client.getReplyString().strip();
        // 4xx passes (too many clients, say), and so may other 5xx; 530 is the answer to wrong credentials.
        if (client.getReplyCode() == NOT_LOGGED_IN) {
            throw new AccessRefusedException(message + "; check files.user and files.password");
        }
        throw new StoreUnavailableException(message);
    }

    static void disconnect(FTPClient client) {
        try {
            client.disconnect();
        } catch (IOException e) {
            // The connection is being thrown away; that it was already broken changes nothing.
        }
    }
}
