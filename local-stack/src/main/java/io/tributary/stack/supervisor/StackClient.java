package io.tributary.stack.supervisor;

import io.tributary.stack.config.PortRole;
import io.tributary.stack.layout.StackException;
import io.tributary.stack.layout.StateDirectory;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StatusJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Talks to the stack that runs with a state directory, from another process. */
public final class StackClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final StateDirectory state;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    public StackClient(StateDirectory state) {
        this.state = state;
    }

    /**
     * The state of the stack.
     *
     * @throws StackException if no stack runs, or its supervisor does not answer
     */
    public StackStatus status() {
        return StatusJson.read(get(port(PortRole.SUPERVISOR), "/status"));
    }

    /** The state of the stack if it is the given supervisor's; empty while that one does not answer. */
    Optional<StackStatus> statusOf(long supervisor) {
        try {
            return new StackFile(state.stackFile())
                    .read()
                    .filter(stack -> stack.supervisor().pid() == supervisor)
                    .map(stack -> status());
        } catch (StackException e) {
            return Optional.empty();
        }
    }

    /**
     * Where a role of the running stack listens.
     *
     * @throws StackException if no stack runs
     */
    public int port(PortRole role) {
        StackRecord stack = new StackFile(state.stackFile()).read().orElseThrow(this::notRunning);
        Integer port = stack.ports().get(role.key());
        if (port == null) {
            throw new StackException("The file " + state.stackFile() + " names no port for " + role.key()
                    + "; stop the stack with 'tributary down' and start it again");
        }
        return port;
    }

    private String get(int port, String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != OK) {
                throw new StackException("The supervisor answers " + response.statusCode() + " to " + uri);
            }
            return response.body();
        } catch (IOException e) {
            throw new StackException(
                    "The supervisor does not answer at " + uri + ". It may have been killed: 'tributary up' starts it"
                            + " again, 'tributary down' stops what is left. Its log is " + state.supervisorLog(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while asking the supervisor", e);
        }
    }

    private StackException notRunning() {
        return new StackException("No stack runs with the state directory " + state.root()
                + ". Start one with 'tributary up' or 'tributary demo', or name another directory with --state");
    }
}
