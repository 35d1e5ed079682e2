package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the SQL server of a running stack. */
public final class SqlClient {

    private static final int OK = 200;

    private final StateDirectory state;

    public SqlClient(StateDirectory state) {
        this.state = state;
    }

    /** How the rows are written. */
    public enum Format {
        table,
        csv,
        json
    }

    /**
     * Runs a statement and copies its rows as they come.
     *
     * @throws StackException in one line, if the statement is wrong or the server is not there
     */
    public void query(String sql, Format format, OutputStream rows) {
        int port = new StackClient(state).port(PortRole.QUERY);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sql?format=" + format))
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != OK) {
                    throw new StackException(reason(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
                }
                body.transferTo(rows);
                rows.flush();
            }
        } catch (ConnectException e) {
            throw new StackException(
                    "The SQL server does not answer on port " + port
                            + "; it may be starting. See 'tributary status' and "
                            + state.logs().resolve("query.log"),
                    e);
        } catch (IOException e) {
            throw new StackException(
                    "The SQL server broke off: " + e.getMessage() + ". See "
                            + state.logs().resolve("query.log"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for the answer", e);
        }
    }

    private static String reason(String body) {
        try {
            String error = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(body)
                    .path("error")
                    .asText();
            return error.isBlank() ? "The SQL server answers: " + oneLine(body) : oneLine(error);
        } catch (IOException e) {
            return "The SQL server answers: " + oneLine(body);
        }
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
