package io.tributary.stack.supervisor;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.status.SourceStatus;
import io.tributary.stack.status.TableStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Joins what the Spark app says of its tables with what the Streams app says of its topics. */
final class TableReport {

    private static final long MILLIS = 1_000;

    private TableReport() {}

    /** The tables, silver first, by name. Tables that cannot be in silver have no entry there. */
    static List<TableStatus> of(JsonNode spark, JsonNode streams, List<SourceStatus> sources, Contracts contracts) {
        Set<String> bronzeOnly = bronzeOnly(sources);
        Map<String, Long> deadLetters = new HashMap<>();
        Map<String, Long> warnings = new HashMap<>();
        streams.path("topics").forEach(topic -> {
            String name =
                    topic.path("source").asText() + "." + topic.path("name").asText();
            deadLetters.put(name, number(topic, "dead_letters"));
            warnings.put(name, number(topic, "warnings"));
        });
        List<TableStatus> tables = new ArrayList<>();
        for (JsonNode table : spark.path("tables")) {
            String source = table.path("source").asText();
            String dataset = table.path("dataset").asText();
            String name = table.path("name").asText();
            if (table.path("layer").asText().equals("silver") && bronzeOnly.contains(name)) {
                continue;
            }
            tables.add(new TableStatus(
                    table.path("layer").asText(),
                    name,
                    source,
                    dataset,
                    number(table, "rows"),
                    number(table, "behind"),
                    freshness(table),
                    text(table, "last_commit"),
                    deadLetters.get(source + "." + dataset),
                    text(table, "error"),
                    text(table, "parked_since"),
                    promised(contracts, source, dataset),
                    warnings.get(source + "." + dataset),
                    offsets(table.path("replay_stopped_at")),
                    lost(table.path("lost")),
                    unwritable(table.path("unwritable")),
                    number(table, "skipped")));
        }
        tables.sort(Comparator.comparing(TableStatus::layer).reversed().thenComparing(TableStatus::name));
        return List.copyOf(tables);
    }

    private static Long promised(Contracts contracts, String source, String dataset) {
        return contracts
                .of(new Dataset(source, dataset))
                .map(Contract::freshnessSeconds)
                .map(seconds -> seconds * MILLIS)
                .orElse(null);
    }

    /** What has no key has no silver table; the source's status says so, and it is no failure. */
    private static Set<String> bronzeOnly(List<SourceStatus> sources) {
        Set<String> names = new HashSet<>();
        for (SourceStatus source : sources) {
            source.bronzeOnly().forEach(table -> names.add(ExpectedTables.lakeName(source.name(), table)));
        }
        return names;
    }

    /** A table without a commit has none; the app says so with a negative number. */
    private static Long freshness(JsonNode table) {
        Long millis = number(table, "freshness_ms");
        return millis == null || millis < 0 ? null : millis;
    }

    private static List<TableStatus.Lost> lost(JsonNode ranges) {
        List<TableStatus.Lost> lost = new ArrayList<>();
        ranges.forEach(range -> lost.add(new TableStatus.Lost(
                range.path("partition").asInt(),
                range.path("from").asLong(),
                range.path("to").asLong())));
        return lost;
    }

    private static List<TableStatus.Unwritable> unwritable(JsonNode records) {
        List<TableStatus.Unwritable> unwritable = new ArrayList<>();
        for (JsonNode record : records) {
            JsonNode schemaId = record.path("schema_id");
            unwritable.add(new TableStatus.Unwritable(
                    record.path("partition").asInt(),
                    record.path("offset").asLong(),
                    schemaId.isNumber() ? schemaId.asInt() : null,
                    record.path("reason").asText()));
        }
        return unwritable;
    }

    private static Map<Integer, Long> offsets(JsonNode byPartition) {
        if (!byPartition.isObject()) {
            return null;
        }
        Map<Integer, Long> offsets = new TreeMap<>();
        byPartition
                .properties()
                .forEach(each -> offsets.put(
                        Integer.valueOf(each.getKey()), each.getValue().asLong()));
        return offsets;
    }

    private static Long number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? value.asLong() : null;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() || value.asText().isEmpty() ? null : value.asText();
    }
}
