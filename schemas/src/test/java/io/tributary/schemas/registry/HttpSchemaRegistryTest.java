package io.tributary.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub that answers with the bodies of Confluent's REST reference. */
class HttpSchemaRegistryTest {

    private static final Schema STRING = Schema.create(Schema.Type.STRING);

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile String body = "{}";
    private HttpServer server;
    private HttpSchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        registry = new HttpSchemaRegistry(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theNewestSchemaOfASubjectIsAskedForEachTime() {
        body = "{\"subject\":\"clean.shop.orders-value\",\"version\":2,\"id\":7,\"schema\":\"\\\"string\\\"\"}";

        assertThat(registry.latest("clean.shop.orders-value")).contains(STRING);
        assertThat(registry.latest("clean.shop.orders-value")).contains(STRING);

        assertThat(requests).hasSize(2).allSatisfy(request -> assertThat(request)
                .isEqualTo("GET /apis/ccompat/v7/subjects/clean.shop.orders-value/versions/latest "));
    }

    @Test
    void aSubjectThatIsNotThereHasNoSchema() {
        status = 404;
        body = "{\"error_code\":40401,\"message\":\"Subject not found.\"}";

        assertThat(registry.latest("clean.shop.orders-value")).isEmpty();
    }

    @Test
    void registersOnceAndRemembersTheId() {
        body = "{\"id\":7}";

        assertThat(registry.register("clean.shop.orders-value", STRING)).isEqualTo(7);
        assertThat(registry.register("clean.shop.orders-value", STRING)).isEqualTo(7);

        assertThat(requests)
                .containsExactly("POST /apis/ccompat/v7/subjects/clean.shop.orders-value/versions "
                        + "{\"schema\":\"\\\"string\\\"\"}");
    }

    @Test
    void readsASchemaOnceAndRemembersIt() throws UnknownSchemaException {
        body = "{\"schema\":\"\\\"string\\\"\"}";

        assertThat(registry.byId(7)).isEqualTo(STRING);
        assertThat(registry.byId(7)).isEqualTo(STRING);

        assertThat(requests).containsExactly("GET /apis/ccompat/v7/schemas/ids/7 ");
    }

    @Test
    void tellsAnUnknownSchemaFromAFailure() {
        status = 404;
        body = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

        assertThatThrownBy(() -> registry.byId(99))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("id 99");
    }

    @Test
    void aFailingRegistryIsWorthARetry() {
        status = 500;
        body = "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}";

        assertThatThrownBy(() -> registry.byId(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("HTTP 500")
                .hasMessageContaining("Error in the backend data store");
    }

    @Test
    void aSchemaThatIsRefusedIsNotWorthARetry() {
        status = 409;
        body = "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}";

        assertThatThrownBy(() -> registry.register("s", STRING))
                .isInstanceOf(SchemaRejectedException.class)
                .hasMessageContaining("HTTP 409")
                .hasMessageContaining("incompatible");
    }

    @Test
    void anAnswerThatIsNotJsonIsAFailure() {
        body = "<html>proxy</html>";

        assertThatThrownBy(() -> registry.register("s", STRING))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("<html>proxy</html>");
    }

    @Test
    void anUnreachableRegistryIsWorthARetry() {
        server.stop(0);

        assertThatThrownBy(() -> registry.byId(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("does not answer");
    }
}
