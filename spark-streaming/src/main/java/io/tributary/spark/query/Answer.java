package io.tributary.spark.query;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The body of an answer. Its first part is held back, so that an error in the beginning still becomes an error status
 * and a failed attempt can be repeated without the client seeing it.
 */
final class Answer extends OutputStream {

    private static final int HELD_BACK_BYTES = 64 << 10;
    private static final int OK = 200;

    private final HttpExchange exchange;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private OutputStream body;

    Answer(HttpExchange exchange, String contentType) {
        this.exchange = exchange;
        exchange.getResponseHeaders().set("Content-Type", contentType);
    }

    /** Whether the client has seen a part of it. */
    boolean isCommitted() {
        return body != null;
    }

    /** Forgets what is held back, for another attempt. */
    void reset() {
        held.reset();
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws QueryEndedException if the client has hung up */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            if (body == null && held.size() + length > HELD_BACK_BYTES) {
                exchange.sendResponseHeaders(OK, 0);
                body = exchange.getResponseBody();
                held.writeTo(body);
                held.reset();
            }
            (body == null ? held : body).write(bytes, offset, length);
        } catch (IOException e) {
            throw new QueryEndedException(RunningQuery.EndReason.CLIENT_GONE);
        }
    }

    /** Sends what is left and ends the answer. */
    void complete() throws IOException {
        if (body == null) {
            send(exchange, OK, held.toByteArray());
        } else {
            body.close();
        }
    }

    /** Answers with an error instead; only while nothing is committed. */
    void fail(ReadableError error) throws IOException {
        sendError(exchange, error);
    }

    static void sendError(HttpExchange exchange, ReadableError error) throws IOException {
        StringBuilder json = new StringBuilder("{\"error\":");
        JsonText.appendString(json, error.message());
        sendJson(exchange, error.status(), json.append("}").toString());
    }

    static void sendJson(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
