package io.tributary.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.wire.WireFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that is away for a while costs patience; one that refuses costs the record. */
class RegistryOutageTest {

    private final AtomicInteger requests = new AtomicInteger();
    private volatile IntUnaryOperator status = request -> 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            int code = status.applyAsInt(requests.incrementAndGet());
            byte[] body = (code == 200 ? "{\"id\":5}" : "{\"message\":\"no\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private AvroConverter converter(long patienceMs) {
        AvroConverter converter = new AvroConverter();
        converter.configure(
                Map.of(
                        AvroConverter.URL_CONFIG,
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        AvroConverter.RETRY_TIMEOUT_CONFIG,
                        String.valueOf(patienceMs)),
                false);
        return converter;
    }

    @Test
    void aRegistryThatComesBackIsWaitedFor() throws Exception {
        status = request -> request < 3 ? 503 : 200;

        byte[] record = converter(60_000).fromConnectData("t", Schema.STRING_SCHEMA, "x");

        assertThat(WireFormat.schemaId(record)).isEqualTo(5);
        assertThat(requests).hasValue(3);
    }

    @Test
    void aRegistryThatStaysAwayIsWorthARetryByConnect() {
        status = request -> 503;

        assertThatThrownBy(() -> converter(300).fromConnectData("t", Schema.STRING_SCHEMA, "x"))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("t-value")
                .hasMessageContaining("HTTP 503");
        assertThat(requests).hasValueGreaterThan(1);
    }

    @Test
    void aRegistryThatRefusesIsNotAskedAgain() {
        status = request -> 409;

        assertThatThrownBy(() -> converter(60_000).fromConnectData("t", Schema.STRING_SCHEMA, "x"))
                .isInstanceOf(DataException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("refuses the schema of t-value");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aRecordWhoseSchemaNobodyKnowsIsNotWorthARetry() {
        status = request -> 404;

        assertThatThrownBy(() -> converter(60_000).toConnectData("t", new byte[] {0, 0, 0, 0, 9, 2}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("id 9");
    }

    @Test
    void theAddressIsRequired() {
        assertThatThrownBy(() -> new AvroConverter().configure(Map.of(), true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }
}
