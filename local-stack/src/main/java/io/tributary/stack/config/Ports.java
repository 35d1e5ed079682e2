package io.tributary.stack.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The port of every role. */
public final class Ports {

    private final Map<PortRole, Integer> ports;

    private Ports(Map<PortRole, Integer> ports) {
        this.ports = ports;
    }

    /** The defaults, with some of them replaced. */
    public static Ports of(Map<PortRole, Integer> overrides) {
        Map<PortRole, Integer> ports = new EnumMap<>(PortRole.class);
        for (PortRole role : PortRole.values()) {
            ports.put(role, overrides.getOrDefault(role, role.defaultPort()));
        }
        return new Ports(ports);
    }

    /** Ports that were free a moment ago, for tests that run beside each other. */
    public static Ports free() {
        Map<PortRole, Integer> ports = new EnumMap<>(PortRole.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (PortRole role : PortRole.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.put(role, socket.getLocalPort());
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No free ports on the loopback address", e);
        }
        return new Ports(ports);
    }

    public int of(PortRole role) {
        return ports.get(requireNonNull(role, "role is null"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ports that && that.ports.equals(ports);
    }

    @Override
    public int hashCode() {
        return ports.hashCode();
    }

    @Override
    public String toString() {
        return ports.toString();
    }
}
