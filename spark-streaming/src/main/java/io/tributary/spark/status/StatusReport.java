package io.tributary.spark.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.schemas.naming.Dataset;
import io.tributary.spark.clean.CleanTopics;
import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.ingest.Lane;
import io.tributary.spark.ingest.LayerQuery;
import io.tributary.spark.ingest.ParkedTable;
import io.tributary.spark.session.LakeStorage;
import io.tributary.spark.table.TableContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what is known of queries and tables. */
public final class StatusReport {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

    private final List<LayerQuery> queries;
    private final CleanTopics topics;
    private final SparkSession spark;
    private final LakeStorage storage;
    private final Map<Lane, TableContent> atStart = new ConcurrentHashMap<>();
    private final Set<Lane> looked = ConcurrentHashMap.newKeySet();

    /** A query as {@code /status} shows it. */
    record QueryStatus(
            @JsonProperty("name") String name,
            @JsonProperty("state") String state,
            @JsonProperty("batch") long batch,
            @JsonProperty("last_batch_ms") long lastBatchMillis,
            @JsonProperty("error") String error) {}

    /** The whole of {@code /status}. */
    record Status(
            @JsonProperty("state") String state,
            @JsonProperty("tables") List<TableStatus> tables,
            @JsonProperty("queries") List<QueryStatus> queries,
            @JsonProperty("error") String error) {}

    public StatusReport(List<LayerQuery> queries, CleanTopics topics, SparkSession spark, LakeStorage storage) {
        this.queries = List.copyOf(queries);
        this.topics = topics;
        this.spark = spark;
        this.storage = storage;
    }

    Status status() {
        return new Status(state(), tables(), queryStates(), error());
    }

    /** STARTING, RUNNING or FAILED: what the worse of the queries is. */
    String state() {
        Set<String> states = new TreeSet<>();
        queryStates().forEach(each -> states.add(each.state()));
        return states.contains("FAILED") ? "FAILED" : states.equals(Set.of("RUNNING")) ? "RUNNING" : "STARTING";
    }

    /** Why a query does not run; null if none failed. */
    String error() {
        return queryStates().stream()
                .filter(each -> each.state().equals("FAILED"))
                .findFirst()
                .map(each -> "Query " + each.name() + ": " + each.error())
                .orElse(null);
    }

    private List<QueryStatus> queryStates() {
        return queries.stream().map(StatusReport::queryStatus).toList();
    }

    private static QueryStatus queryStatus(LayerQuery query) {
        LayerQuery.Report report = query.report();
        return new QueryStatus(
                query.layer().id(), report.state(), report.batch(), report.lastBatchMillis(), report.error());
    }

    List<TableStatus> tables() {
        TopicOffsets offsets = TopicOffsets.UNKNOWN;
        try {
            List<Dataset> datasets = topics.datasets();
            queries.forEach(query -> datasets.forEach(query.lanes()::of));
            Set<String> known = cleanTopics(datasets);
            offsets = new TopicOffsets(topics.earliestOffsets(waitingTopics(known)), topics.endOffsets(known));
        } catch (RuntimeException e) {
            LOG.warn("Status without the brokers: {}", e.getMessage());
        }
        List<TableStatus> tables = new ArrayList<>();
        for (LayerQuery query : queries) {
            Optional<Map<String, Map<Integer, Long>>> position = query.position();
            for (Lane lane : query.lanes().all()) {
                tables.add(table(lane, offsets, position));
            }
        }
        tables.sort(Comparator.comparing(TableStatus::name).thenComparing(TableStatus::layer));
        return tables;
    }

    private static Set<String> cleanTopics(List<Dataset> datasets) {
        Set<String> names = new TreeSet<>();
        datasets.forEach(dataset -> names.add(dataset.cleanTopic()));
        return names;
    }

    /** Of other tables it does not matter what Kafka has dropped. */
    private Set<String> waitingTopics(Set<String> known) {
        Set<String> names = new TreeSet<>();
        for (LayerQuery query : queries) {
            for (Lane lane : query.lanes().all()) {
                if (lane.parked().isPresent() && known.contains(lane.dataset().cleanTopic())) {
                    names.add(lane.dataset().cleanTopic());
                }
            }
        }
        return names;
    }

    private TableStatus table(Lane lane, TopicOffsets offsets, Optional<Map<String, Map<Integer, Long>>> position) {
        Dataset dataset = lane.dataset();
        TableContent content = content(lane);
        Optional<ParkedTable> parked = lane.parked();
        Map<Integer, Long> reached = reached(lane, parked, position);
        long newest = content.markers().newestSourceTsMicros();
        return new TableStatus(
                lane.table().layer().id(),
                dataset.tableName(),
                dataset.source(),
                dataset.name(),
                content.markers().rows(),
                offsets.behind(dataset.cleanTopic(), reached),
                reached,
                newest,
                newest == 0 ? -1 : System.currentTimeMillis() - newest / 1000,
                content.lastCommit(),
                parked.map(ParkedTable::error).or(lane.table()::exempt).orElse(null),
                parked.map(ParkedTable::since).orElse(null),
                lane.stoppedAt().orElse(null),
                parked.map(ParkedTable::unwritable).orElse(List.of()),
                lane.skipped(),
                parked.isEmpty() ? List.of() : offsets.lost(dataset.cleanTopic(), reached));
    }

    /** A table that was not written since the start is asked once on the lake. */
    private TableContent content(Lane lane) {
        TableContent written = lane.table().content();
        if (written.lastCommit() != null) {
            return written;
        }
        if (looked.add(lane)) {
            String location = storage.path(lane.table().layer().folder(lane.dataset()));
            try {
                HudiTable.headOf(spark, location)
                        .ifPresent(head -> atStart.put(lane, new TableContent(head.instant(), head.markers())));
            } catch (RuntimeException e) {
                looked.remove(lane);
                LOG.warn("Table {} cannot be looked at: {}", location, e.getMessage());
            }
        }
        return atStart.getOrDefault(lane, TableContent.NOTHING);
    }

    /** The query's own position counts the transactions' ends, which no table has as records. */
    private static Map<Integer, Long> reached(
            Lane lane, Optional<ParkedTable> parked, Optional<Map<String, Map<Integer, Long>>> position) {
        return parked.map(ParkedTable::offsets)
                .or(() -> position.map(all -> all.getOrDefault(lane.dataset().cleanTopic(), Map.of())))
                .orElseGet(lane::queryPosition);
    }
}
