package io.tributary.tests.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.Topics;
import io.tributary.tests.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until all that is committed in a database has run through the whole stack. A marker row tells that the
 * connector has passed it, hence all before it; the offsets tell the rest.
 */
final class Drain {

    static final String MARKER_DDL = "CREATE TABLE public.drain_marker"
            + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz DEFAULT now())";
    private static final String MARKER_TABLE = "drain_marker";
    private static final String STREAMS_GROUP = "tributary-streams";

    private final TestStack stack;
    private final String source;
    private final String database;

    Drain(TestStack stack, String source, String database) {
        this.stack = stack;
        this.source = source;
        this.database = database;
    }

    void await(Duration within) {
        String marker = mark();
        String table = "lake_silver."
                + Dataset.ofPostgres(source, "public", MARKER_TABLE).tableName();
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", "127.0.0.1:" + stack.configuration().port("broker")))) {
            Eventually.holds(
                    "all changes of " + source + " can be queried",
                    within,
                    () -> isVisible(table, marker) && streamsLag(admin).isEmpty() && behind().isEmpty(),
                    () -> "Behind: " + behind() + "; lag of streams: " + streamsLagText(admin));
        }
    }

    private String mark() {
        try (Connection connection = stack.database().connect(database);
                Statement statement = connection.createStatement()) {
            try (var inserted =
                    statement.executeQuery("INSERT INTO public." + MARKER_TABLE + " DEFAULT VALUES RETURNING id")) {
                inserted.next();
                return inserted.getString(1);
            }
        } catch (SQLException e) {
            throw new AssertionError("No marker could be written to " + database, e);
        }
    }

    private boolean isVisible(String table, String marker) {
        try {
            return !stack.query("SELECT id FROM " + table + " WHERE id = " + marker)
                    .isEmpty();
        } catch (AssertionError e) {
            // The table does not exist before its first row has arrived.
            return false;
        }
    }

    /** Tables that have not taken in all clean records. */
    private List<String> behind() {
        List<String> behind = new ArrayList<>();
        for (JsonNode table : stack.status().path("tables")) {
            if (table.path("behind").asLong(-1) != 0) {
                behind.add(table.path("layer").asText() + "."
                        + table.path("name").asText() + " " + table.path("behind") + " " + table.path("error"));
            }
        }
        return behind;
    }

    /** Partitions of raw topics that the Streams app has not read to the end. */
    private static Map<TopicPartition, Long> streamsLag(Admin admin) throws ExecutionException, InterruptedException {
        Pattern raw = Topics.RAW_DATA;
        Set<String> topics = admin.listTopics().names().get().stream()
                .filter(topic -> raw.matcher(topic).matches())
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((name, description) -> description
                .partitions()
                .forEach(
                        partition -> wanted.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        var ends = admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        var committed = admin.listConsumerGroupOffsets(STREAMS_GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> lag = new HashMap<>();
        ends.forEach((partition, end) -> {
            long read = committed.get(partition) == null
                    ? 0
                    : committed.get(partition).offset();
            if (end.offset() > read) {
                lag.put(partition, end.offset() - read);
            }
        });
        return lag;
    }

    private static String streamsLagText(Admin admin) {
        try {
            return streamsLag(admin).toString();
        } catch (ExecutionException e) {
            return e.getCause().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
