package io.tributary.tests.stack;

import io.tributary.tests.Eventually;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Stands between a stack and its object store and does to requests what a test wants. It passes bytes on as they are,
 * since clients have signed them.
 */
public final class S3FaultProxy implements AutoCloseable {

    private static final int BUFFER = 8 * 1024;
    private static final Duration SLOW_BUFFER = Duration.ofMillis(40);
    private static final Duration STORE_STARTS = Duration.ofMinutes(3);

    /** What becomes of a request. */
    public enum Fault {
        NONE,
        /** HTTP 500, and nothing is done. */
        ERROR,
        /** HTTP 503, and nothing is done. */
        SLOW_DOWN,
        /** It is done slowly. */
        SLOW,
        /** It is held back before anything of it is passed on. */
        HELD,
        /** It is held back amid its body. */
        HELD_AMID,
        /** It is done, and its answer is held back. */
        HELD_DONE
    }

    /**
     * A request.
     *
     * @param method of HTTP
     * @param path with the bucket, without the query
     */
    public record Request(String method, String path) {}

    private final int port;
    private final int storePort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Function<Request, Fault> faults = request -> Fault.NONE;
    private volatile Hold hold;
    private volatile ServerSocket server;

    /** Waits for one request that it holds back until it is released. */
    public final class Hold {

        private final Fault fault;
        private final Function<Request, Boolean> wanted;
        private final CompletableFuture<Request> held = new CompletableFuture<>();
        private final CountDownLatch released = new CountDownLatch(1);
        private boolean taken;

        private Hold(Fault fault, Function<Request, Boolean> wanted) {
            this.fault = fault;
            this.wanted = wanted;
        }

        /** The request, once one is held. */
        public CompletableFuture<Request> held() {
            return held;
        }

        /** Breaks the connection of the request. */
        public void release() {
            released.countDown();
        }

        private synchronized boolean takes(Request request) {
            if (taken || !wanted.apply(request)) {
                return false;
            }
            taken = true;
            return true;
        }

        private void await(Request request) {
            held.complete(request);
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Listens as soon as the store does.
     *
     * @param port where the stack looks for the store
     * @param storePort where it is
     */
    public S3FaultProxy(int port, int storePort) {
        this.port = port;
        this.storePort = storePort;
        run("s3-proxy", this::listen);
    }

    /** From now on, this decides about requests. */
    public void faults(Function<Request, Fault> decision) {
        faults = decision;
    }

    /** Holds the next such request. */
    public Hold hold(Fault fault, Function<Request, Boolean> wanted) {
        hold = new Hold(fault, wanted);
        return hold;
    }

    /** Leaves the port once the store that listens now has ended, until another one does. */
    void listenAnew() {
        run("s3-proxy", () -> {
            Eventually.holds("the object store has ended", STORE_STARTS, () -> !storeListens());
            leave();
            listen();
        });
    }

    private void listen() {
        // Not before: the stack refuses to start on a port that is taken.
        Eventually.holds("the object store listens", STORE_STARTS, this::storeListens);
        try (ServerSocket listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            server = listening;
            accept(listening);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until the socket is closed. */
    private void accept(ServerSocket listening) throws IOException {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                run("s3-proxy-client", () -> serve(client));
            } catch (SocketException e) {
                if (!listening.isClosed()) {
                    throw e;
                }
            }
        }
    }

    private boolean storeListens() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), storePort)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket store = new Socket(InetAddress.getLoopbackAddress(), storePort)) {
            open.add(client);
            Answers answers = new Answers(store.getInputStream(), client.getOutputStream());
            run("s3-proxy-store", () -> answers.pump(client));
            InputStream in = new BufferedInputStream(client.getInputStream());
            while (serveRequest(in, client, store, answers)) {
                store.getOutputStream().flush();
            }
        } catch (IOException e) {
            // One of both has gone; the other is told by the end of its connection.
        } finally {
            open.remove(client);
        }
    }

    private boolean serveRequest(InputStream in, Socket client, Socket store, Answers answers) throws IOException {
        String head = head(in);
        if (head.isEmpty()) {
            return false;
        }
        String[] line = head.substring(0, head.indexOf('\r')).split(" ");
        Request request = new Request(line[0], line[1].replaceFirst("\\?.*", ""));
        Hold holding = hold;
        boolean held = holding != null && holding.takes(request);
        Fault fault = held ? holding.fault : faults.apply(request);
        switch (fault) {
            case ERROR -> {
                return refuse(client, "500 Internal Server Error", "InternalError");
            }
            case SLOW_DOWN -> {
                return refuse(client, "503 Slow Down", "SlowDown");
            }
            case HELD -> {
                holding.await(request);
                return false;
            }
            default -> answers.heldBack(fault == Fault.HELD_DONE);
        }
        OutputStream out = store.getOutputStream();
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        long length = length(head);
        copy(in, out, fault == Fault.HELD_AMID ? length / 2 : length, fault == Fault.SLOW);
        out.flush();
        if (fault == Fault.HELD_DONE) {
            answers.awaitOne();
        }
        if (held) {
            holding.await(request);
            return false;
        }
        return true;
    }

    private static boolean refuse(Socket client, String status, String code) throws IOException {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + code
                + "</Message></Error>";
        String answer =
                "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        return false;
    }

    /** A request's first line and header fields; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int letter = in.read(); letter >= 0; letter = in.read()) {
            head.append((char) letter);
            if (letter == '\n'
                    && head.length() >= 4
                    && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static long length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void copy(InputStream in, OutputStream out, long length, boolean slowly) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
            if (read < 0) {
                throw new IOException("The client has gone amid a request");
            }
            out.write(buffer, 0, read);
            out.flush();
            left -= read;
            if (slowly) {
                LockSupport.parkNanos(SLOW_BUFFER.toNanos());
            }
        }
    }

    /** What the store answers on one connection. */
    private static final class Answers {

        private final InputStream in;
        private final OutputStream out;
        private final CountDownLatch one = new CountDownLatch(1);
        private volatile boolean heldBack;

        Answers(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void heldBack(boolean wanted) {
            heldBack = wanted;
        }

        void awaitOne() {
            try {
                one.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void pump(Socket client) {
            byte[] buffer = new byte[BUFFER];
            try (client) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                    // Without it, the client would not send what it holds back itself.
                    boolean goOn = text.startsWith("HTTP/1.1 100 ") && text.indexOf("HTTP/1.1 ", 1) < 0;
                    if (heldBack && !goOn) {
                        one.countDown();
                    } else {
                        out.write(buffer, 0, read);
                        out.flush();
                    }
                }
            } catch (IOException e) {
                // The connection has ended.
            } finally {
                one.countDown();
            }
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void leave() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        ServerSocket listening = server;
        if (listening != null) {
            listening.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }
}
