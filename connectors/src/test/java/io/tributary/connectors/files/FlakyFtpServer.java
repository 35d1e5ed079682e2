package io.tributary.connectors.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.filesystem.nativefs.NativeFileSystemFactory;
import org.apache.ftpserver.ftplet.Authority;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** A real FTP server on a loopback port that breaks downloads off after a number of bytes as often as it is told. */
final class FlakyFtpServer implements AutoCloseable {

    static final String USER = "reader";
    static final String PASSWORD = "s3cret-pass";

    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final FtpServer server;
    private volatile int bytesBeforeBreak;

    FlakyFtpServer(Path folder) throws FtpException {
        this(folder, List.of(), listener());
    }

    /**
     * A server that encrypts.
     *
     * @param certificate a PKCS #12 store with the server's key
     * @param implicit whether from the first byte on, or once it is asked to
     */
    static FlakyFtpServer encrypting(Path folder, Path certificate, String password, boolean implicit)
            throws FtpException {
        SslConfigurationFactory tls = new SslConfigurationFactory();
        tls.setKeystoreFile(certificate.toFile());
        tls.setKeystoreType("PKCS12");
        tls.setKeystorePassword(password);
        ListenerFactory listener = listener();
        listener.setSslConfiguration(tls.createSslConfiguration());
        listener.setImplicitSsl(implicit);
        return new FlakyFtpServer(folder, List.of(), listener);
    }

    /** A server that lets its user change files. */
    static FlakyFtpServer writable(Path folder) throws FtpException {
        return new FlakyFtpServer(folder, List.of(new WritePermission()), listener());
    }

    private static ListenerFactory listener() {
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(0);
        listener.setServerAddress("127.0.0.1");
        return listener;
    }

    private FlakyFtpServer(Path folder, List<Authority> rights, ListenerFactory listener) throws FtpException {
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(PASSWORD);
        user.setHomeDirectory(folder.toString());
        user.setAuthorities(rights);
        factory.getUserManager().save(user);
        factory.setFileSystem(new BreakingFiles());
        server = factory.createServer();
        server.start();
    }

    int port() {
        return ((DefaultFtpServer) server).getListener("default").getPort();
    }

    /** What a connector needs to get here, beside other settings. */
    Map<String, String> settings(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put("files.url", "ftp://127.0.0.1:" + port());
        all.put("files.user", USER);
        all.put("files.password", PASSWORD);
        return all;
    }

    /** The next downloads break off. */
    void breakOff(int times, int afterBytes) {
        bytesBeforeBreak = afterBytes;
        breaks.set(times);
    }

    int downloads() {
        return downloads.get();
    }

    int breaksLeft() {
        return breaks.get();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class BreakingFiles extends NativeFileSystemFactory {
        @Override
        public FileSystemView createFileSystemView(User user) throws FtpException {
            FileSystemView real = super.createFileSystemView(user);
            return (FileSystemView) Proxy.newProxyInstance(
                    FileSystemView.class.getClassLoader(),
                    new Class<?>[] {FileSystemView.class},
                    (self, method, args) -> {
                        Object result = invoke(real, method, args);
                        return result instanceof FtpFile file ? breaking(file) : result;
                    });
        }

        private FtpFile breaking(FtpFile real) {
            return (FtpFile) Proxy.newProxyInstance(
                    FtpFile.class.getClassLoader(), new Class<?>[] {FtpFile.class}, new Breaking(real, this));
        }

        private static Object invoke(Object target, Method method, Object[] args) throws Throwable {
            try {
                return method.invoke(target, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private final class Breaking implements InvocationHandler {

        private final FtpFile real;
        private final BreakingFiles files;

        private Breaking(FtpFile real, BreakingFiles files) {
            this.real = real;
            this.files = files;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] args) throws Throwable {
            Object result = BreakingFiles.invoke(real, method, args == null ? null : unwrapped(args));
            if (result instanceof InputStream content) {
                downloads.incrementAndGet();
                return breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? new Cut(content) : content;
            }
            return result instanceof List<?> list
                    ? list.stream().map(file -> files.breaking((FtpFile) file)).toList()
                    : result;
        }

        /** A file is moved to another of the server's own. */
        private static Object[] unwrapped(Object[] args) {
            return Arrays.stream(args)
                    .map(arg -> arg instanceof FtpFile file
                                    && Proxy.isProxyClass(file.getClass())
                                    && Proxy.getInvocationHandler(file) instanceof Breaking breaking
                            ? breaking.real
                            : arg)
                    .toArray();
        }
    }

    private final class Cut extends FilterInputStream {
        private int left = bytesBeforeBreak;

        private Cut(InputStream content) {
            super(content);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("The cable was pulled");
            }
            int count = super.read(target, offset, Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }
}
