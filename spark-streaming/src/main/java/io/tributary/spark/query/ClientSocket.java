package io.tributary.spark.query;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The connection of a client that waits for an answer.
 *
 * <p>The JDK's HTTP server does not tell whether a client is still there before it writes to it, and a statement may
 * compute for minutes before its first row. Linux lists the state of every socket, so there a client that hung up is
 * noticed at once; elsewhere it is noticed with the first bytes of the answer or at the statement's time limit.
 *
 * @param localPort port of the server
 * @param remotePort port of the client, on the same machine
 */
record ClientSocket(int localPort, int remotePort) {

    /** Stands for a caller inside this process, who never hangs up. */
    static final ClientSocket NONE = new ClientSocket(0, 0);

    private static final List<Path> SOCKET_TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;

    static ClientSocket of(InetSocketAddress local, InetSocketAddress remote) {
        return new ClientSocket(local.getPort(), remote.getPort());
    }

    /** Whether the client has certainly hung up; false where that cannot be known. */
    boolean isGone() {
        if (equals(NONE)) {
            return false;
        }
        String local = hexPort(localPort);
        String remote = hexPort(remotePort);
        boolean known = false;
        for (Path table : SOCKET_TABLES) {
            try {
                for (String line : Files.readAllLines(table, StandardCharsets.US_ASCII)) {
                    String[] fields = line.trim().split("\\s+");
                    if (fields.length > STATE
                            && fields[LOCAL].endsWith(local)
                            && fields[REMOTE].endsWith(remote)
                            && fields[STATE].equals(ESTABLISHED)) {
                        return false;
                    }
                }
                known = true;
            } catch (IOException e) {
                // No such table on this system.
            }
        }
        return known;
    }

    private static String hexPort(int port) {
        return String.format(Locale.ROOT, ":%04X", port);
    }
}
