package io.tributary.stack.demo;

import io.tributary.stack.layout.StackException;
import java.nio.file.Path;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;

/** An FTP server on loopback that lets anybody read a folder, as public ones of governments do. */
public final class FtpFileServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_LOGINS = 50;

    private final FtpServer server;

    private FtpFileServer(FtpServer server) {
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param folder what is offered, read-only
     * @throws StackException if it cannot start
     */
    public static FtpFileServer start(int port, Path folder) {
        try {
            ListenerFactory listener = new ListenerFactory();
            listener.setServerAddress(LOOPBACK);
            listener.setPort(port);
            ConnectionConfigFactory connections = new ConnectionConfigFactory();
            connections.setAnonymousLoginEnabled(true);
            connections.setMaxAnonymousLogins(MOST_LOGINS);
            FtpServerFactory factory = new FtpServerFactory();
            factory.addListener("default", listener.createListener());
            factory.setConnectionConfig(connections.createConnectionConfig());
            BaseUser anybody = new BaseUser();
            anybody.setName("anonymous");
            anybody.setHomeDirectory(folder.toString());
            factory.getUserManager().save(anybody);
            FtpServer server = factory.createServer();
            server.start();
            return new FtpFileServer(server);
        } catch (FtpException e) {
            throw new StackException("The demo's FTP server cannot start on port " + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
