package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds out before the start whether somebody else listens where the stack wants to. */
final class PortCheck {

    private PortCheck() {}

    /**
     * Checks the ports.
     *
     * @throws StackException naming every port that is taken, its role and the key to change
     */
    static void requireFree(Ports ports, Collection<PortRole> roles) {
        List<String> taken = new ArrayList<>();
        for (PortRole role : roles) {
            if (isTaken(ports.of(role))) {
                taken.add("Port " + ports.of(role) + ", wanted for the " + role.description()
                        + ", is taken by another program. Stop that program, or choose another port with"
                        + " stack.ports." + role.key() + " in tributary.yaml");
            }
        }
        if (!taken.isEmpty()) {
            throw new StackException(String.join("\n", taken));
        }
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a connection that is still winding down does not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
