package io.tributary.tests.rivers;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.ConnectionConfigFactory;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A real FTP server on loopback that lets anybody read and delete, which stalls amid many files and cuts the first download of a large one. */
public final class TroubledFtpServer implements AutoCloseable {

    private static final int MOST_LOGINS = 50;

    private final FtpServer server;
    private final String stalling;
    private final AtomicInteger beforeStall;
    private final CountDownLatch stall = new CountDownLatch(1);
    private final long cutAt;
    private final AtomicInteger cuts = new AtomicInteger();

    /**
     * Starts a server.
     *
     * @param folder what is offered
     * @param stalling folder whose downloads stall, until {@link #goOn}
     * @param beforeStall how many of them are served before
     * @param cutAt bytes after which the first download breaks off of all that is that large
     */
    public TroubledFtpServer(int port, Path folder, String stalling, int beforeStall, long cutAt) {
        this.stalling = "/" + stalling + "/";
        this.beforeStall = new AtomicInteger(beforeStall);
        this.cutAt = cutAt;
        try {
            ListenerFactory listener = new ListenerFactory();
            listener.setPort(port);
            listener.setServerAddress("127.0.0.1");
            ConnectionConfigFactory connections = new ConnectionConfigFactory();
            connections.setAnonymousLoginEnabled(true);
            connections.setMaxAnonymousLogins(MOST_LOGINS);
            FtpServerFactory factory = new FtpServerFactory();
            factory.addListener("default", listener.createListener());
            factory.setConnectionConfig(connections.createConnectionConfig());
            BaseUser anybody = new BaseUser();
            anybody.setName("anonymous");
            anybody.setHomeDirectory(folder.toString());
            anybody.setAuthorities(List.of(new WritePermission()));
            factory.getUserManager().save(anybody);
            factory.setFileSystem(new Troubles());
            server = factory.createServer();
            server.start();
        } catch (FtpException e) {
            throw new IllegalStateException("No FTP server on port " + port, e);
        }
    }

    /** Ends the stall. */
    public void goOn() {
        stall.countDown();
    }

    /** How many downloads were cut. */
    public int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        goOn();
        server.stop();
    }

    private final class Troubles extends NativeFileSystemFactory {
        @Override
        public FileSystemView createFileSystemView(User user) throws FtpException {
            return troubled(FileSystemView.class, super.createFileSystemView(user), "");
        }

        /** Wraps all files that come of it. */
        private <T> T troubled(Class<T> type, T real, String path) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        Object result = invoke(real, method, args);
                        if (result instanceof FtpFile file) {
                            return troubled(FtpFile.class, file, file.getAbsolutePath());
                        }
                        if (result instanceof InputStream content) {
                            return download(path, content, (long) args[0]);
                        }
                        return result instanceof List<?> files
                                ? files.stream()
                                        .map(FtpFile.class::cast)
                                        .map(file -> troubled(FtpFile.class, file, file.getAbsolutePath()))
                                        .toList()
                                : result;
                    }));
        }

        private Object invoke(Object target, Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private InputStream download(String path, InputStream content, long offset) throws InterruptedException {
            if (path.startsWith(stalling) && beforeStall.getAndDecrement() <= 0) {
                stall.await();
            }
            return new Cut(content, offset);
        }
    }

    private final class Cut extends FilterInputStream {

        private long position;

        private Cut(InputStream content, long offset) {
            super(content);
            position = offset;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (position >= cutAt && cuts.compareAndSet(0, 1)) {
                throw new IOException("The cable was pulled");
            }
            int count = super.read(target, offset, length);
            position += Math.max(0, count);
            return count;
        }
    }
}
