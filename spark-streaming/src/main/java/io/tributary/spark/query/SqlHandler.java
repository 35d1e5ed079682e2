package io.tributary.spark.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /sql?format=table|csv|json&timeout=<seconds>}: the statement as the body, the rows as the answer. An error
 * before the first 64 KB is an error status with one line of JSON; after that the connection is broken off, so that
 * half an answer never looks whole.
 */
final class SqlHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SqlHandler.class);
    private static final int MAX_STATEMENT_BYTES = 1 << 20;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_LARGE = 413;
    private static final int WRITE_BUFFER = 16 << 10;

    private final QueryEngine engine;
    private final QueryWatch watch;
    private final QueryConfig config;
    private final QueryMetrics metrics;
    private final Semaphore places;

    SqlHandler(QueryEngine engine, QueryWatch watch, QueryConfig config, QueryMetrics metrics) {
        this.engine = engine;
        this.watch = watch;
        this.config = config;
        this.metrics = metrics;
        this.places = new Semaphore(config.maxQueries());
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            Answer.sendError(exchange, new ReadableError(METHOD_NOT_ALLOWED, "Send the statement with POST"));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_STATEMENT_BYTES + 1);
        if (body.length > MAX_STATEMENT_BYTES) {
            Answer.sendError(exchange, new ReadableError(TOO_LARGE, "The statement is longer than 1 MB"));
            return;
        }
        SqlRequest request;
        try {
            request = SqlRequest.parse(
                    exchange.getRequestURI().getRawQuery(), new String(body, StandardCharsets.UTF_8), config.timeout());
        } catch (StatementException e) {
            Answer.sendError(exchange, ReadableError.of(e));
            return;
        }
        if (!places.tryAcquire()) {
            metrics.rejected();
            exchange.getResponseHeaders().set("Retry-After", "1");
            Answer.sendError(
                    exchange,
                    new ReadableError(
                            ReadableError.UNAVAILABLE,
                            "There are " + config.maxQueries()
                                    + " statements under way, which is the limit; try again when one has finished"));
            return;
        }
        try {
            answer(exchange, request);
        } finally {
            places.release();
        }
    }

    private void answer(HttpExchange exchange, SqlRequest request) throws IOException {
        RunningQuery query = new RunningQuery(
                ClientSocket.of(exchange.getLocalAddress(), exchange.getRemoteAddress()), request.timeout());
        Answer answer = new Answer(exchange, request.format().contentType());
        watch.add(query);
        Throwable failure = null;
        try {
            attempt(request, query, answer);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            failure = e;
        } finally {
            watch.remove(query);
        }
        Duration elapsed = query.elapsed();
        if (failure == null) {
            metrics.answered(elapsed);
            answer.complete();
        } else {
            metrics.failed(elapsed);
            report(failure, query, answer);
        }
    }

    private void attempt(SqlRequest request, RunningQuery query, Answer answer) {
        try {
            write(request, query, answer);
        } catch (RuntimeException e) {
            if (answer.isCommitted() || query.endReason() != null || !ReadableError.isFileGone(e)) {
                throw e;
            }
            // Cleaning removed a file that was still there when the statement began; the newest commit has another.
            LOG.info("repeating query={} because a file was removed under it", query.jobGroup());
            answer.reset();
            write(request, query, answer);
        }
    }

    private void write(SqlRequest request, RunningQuery query, Answer answer) {
        try {
            Writer out = new BufferedWriter(new OutputStreamWriter(answer, StandardCharsets.UTF_8), WRITE_BUFFER);
            engine.run(request.sql(), query, request.format().sink(out, config.tableRows()));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(Throwable failure, RunningQuery query, Answer answer) throws IOException {
        ReadableError error = ReadableError.of(failure);
        LOG.info("failed query={} status={} error={}", query.jobGroup(), error.status(), error.message());
        if (error.status() == ReadableError.INTERNAL && !ReadableError.isStoreProblem(failure)) {
            LOG.warn("failed query={}", query.jobGroup(), failure);
        }
        if (answer.isCommitted()) {
            // The server closes the connection without the last chunk when the handler throws.
            throw new IOException("Answer broken off: " + error.message());
        }
        answer.fail(error);
    }
}
