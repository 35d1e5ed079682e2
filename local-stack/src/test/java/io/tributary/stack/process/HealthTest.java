package io.tributary.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.Ports;
import io.tributary.stack.config.Secret;
import io.tributary.stack.process.HealthCheck.Health;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final int port = Ports.free().of(PortRole.SPARK);

    @Test
    void nobodyListening() {
        assertThat(HttpHealth.ok(port, "/health").check()).isInstanceOf(Health.Unreachable.class);
        assertThat(new BrokerHealth(port).check()).isInstanceOf(Health.Unreachable.class);
        assertThat(new PostgresHealth(port, () -> Secret.of("p")).check()).isInstanceOf(Health.Unreachable.class);
    }

    @Test
    void onlyOkIsHealthy() throws IOException {
        assertThat(answer(200, "{}", HttpHealth.ok(port, "/health"))).isEqualTo(new Health.Healthy());
        assertThat(answer(503, "{\"error\":\"no broker\"}", HttpHealth.ok(port, "/health")))
                .isEqualTo(new Health.NotReady(
                        "http://127.0.0.1:" + port + "/health answers 503: {\"error\":\"no broker\"}"));
    }

    @Test
    void aServerThatWantsALoginIsHealthy() throws IOException {
        assertThat(answer(403, "", HttpHealth.answers(port))).isEqualTo(new Health.Healthy());
        assertThat(answer(500, "", HttpHealth.answers(port))).isInstanceOf(Health.NotReady.class);
    }

    @Test
    void aBrokerIsAskedForItsVersions() throws Exception {
        assertThat(broker((short) 0)).isEqualTo(new Health.Healthy());
        assertThat(broker((short) 35)).isEqualTo(new Health.NotReady("the broker answers with error code 35"));
    }

    private Health answer(int status, String body, HealthCheck check) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        try {
            return check.check();
        } finally {
            server.stop(0);
        }
    }

    /** Answers one request as the protocol guide says: size, correlation id, error code. */
    private static Health broker(short error) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    in.skipBytes(Integer.BYTES + 2 * Short.BYTES);
                    int correlation = in.readInt();
                    in.readShort();
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeInt(Integer.BYTES + Short.BYTES);
                    out.writeInt(correlation);
                    out.writeShort(error);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            thread.start();
            Health health = new BrokerHealth(server.getLocalPort()).check();
            thread.join();
            return health;
        }
    }
}
