package io.tributary.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    private final Ports ports = Ports.free();

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> PortCheck.requireFree(ports, EnumSet.allOf(PortRole.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void aTakenPortIsNamedWithItsRoleAndKey() throws IOException {
        int port = ports.of(PortRole.BROKER);
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortCheck.requireFree(ports, EnumSet.allOf(PortRole.class)))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Port " + taken.getLocalPort() + ", wanted for the Kafka broker, is taken by another"
                            + " program. Stop that program, or choose another port with stack.ports.broker in"
                            + " tributary.yaml");
        }
    }

    @Test
    void aPortThatNobodyNeedsMayBeTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(ports.of(PortRole.POSTGRES), 1, InetAddress.getLoopbackAddress())) {
            assertThatCode(() -> PortCheck.requireFree(ports, EnumSet.of(PortRole.BROKER)))
                    .as("port %s", taken.getLocalPort())
                    .doesNotThrowAnyException();
        }
    }
}
