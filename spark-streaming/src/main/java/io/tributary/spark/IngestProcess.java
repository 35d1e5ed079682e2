package io.tributary.spark;

import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.registry.HttpSchemaRegistry;
import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.registry.SubjectRegistry;
import io.tributary.spark.bronze.BronzeTable;
import io.tributary.spark.clean.CleanSource;
import io.tributary.spark.clean.CleanTopics;
import io.tributary.spark.hudi.TableSpec;
import io.tributary.spark.ingest.Lanes;
import io.tributary.spark.ingest.LayerQuery;
import io.tributary.spark.ingest.ParkingLot;
import io.tributary.spark.ingest.QuerySettings;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.session.LakeSession;
import io.tributary.spark.silver.SilverTable;
import io.tributary.spark.status.ReplayDesk;
import io.tributary.spark.status.SkipDesk;
import io.tributary.spark.status.StatusReport;
import io.tributary.spark.status.StatusServer;
import io.tributary.spark.table.LakeTable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of the running ingest process, put together. */
final class IngestProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestProcess.class);

    private final IngestSettings settings;
    private final StatusServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private SparkSession spark;
    private CleanTopics topics;
    private List<LayerQuery> queries = List.of();

    private IngestProcess(IngestSettings settings, StatusServer server) {
        this.settings = settings;
        this.server = server;
    }

    /** Starts everything; the HTTP server first, so that a watcher sees the process come up. */
    static IngestProcess start(IngestSettings settings) throws IOException {
        StatusServer server = StatusServer.listen(settings.httpPort());
        IngestProcess process = new IngestProcess(settings, server);
        try {
            process.open();
        } catch (RuntimeException e) {
            server.failed(e.toString());
            process.close();
            throw e;
        }
        return process;
    }

    private void open() {
        spark = LakeSession.open("tributary", settings.storage(), SparkDefaults.forIngest(), settings.spark());
        spark.sparkContext().hadoopConfiguration().set("parquet.avro.write-old-list-structure", "false");
        topics = new CleanTopics(Admin.create(adminSettings()));
        SubjectRegistry registry = new HttpSchemaRegistry(settings.registry());
        LayerQuery silver = query(settings.silver(), dataset -> silver(dataset, registry));
        LayerQuery bronze = query(settings.bronze(), dataset -> bronze(dataset, registry));
        queries = List.of(silver, bronze);
        queries.forEach(LayerQuery::start);
        server.serve(
                new StatusReport(queries, topics, spark, settings.storage()),
                new ReplayDesk(queries),
                new SkipDesk(queries, topics));
        LOG.info(
                "Ingesting from {} into {}",
                settings.bootstrapServers(),
                settings.storage().root());
    }

    private LayerQuery query(QuerySettings query, Function<Dataset, LakeTable> tables) {
        String id = query.layer().id();
        String checkpoint = settings.storage().path("_tributary/checkpoints/" + id);
        ParkingLot lot = new ParkingLot(
                settings.storage().root(), query.layer(), spark.sparkContext().hadoopConfiguration());
        Lanes lanes = new Lanes(tables, lot, Clock.systemUTC(), LayerQuery.position(spark, checkpoint));
        CleanSource source = new CleanSource(spark, settings.bootstrapServers(), query.kafka());
        return new LayerQuery(spark, query, source, topics, checkpoint, lanes);
    }

    private LakeTable silver(Dataset dataset, SubjectRegistry registry) {
        return new SilverTable(
                spark,
                dataset,
                settings.storage().path(Layer.SILVER.folder(dataset)),
                settings.tables(),
                registry,
                topics);
    }

    private LakeTable bronze(Dataset dataset, SchemaRegistry registry) {
        TableSpec spec = TableSpec.bronze(dataset, settings.storage().path(Layer.BRONZE.folder(dataset)));
        return new BronzeTable(spark, spec, settings.tables(), registry, topics, Clock.systemUTC());
    }

    private Properties adminSettings() {
        Properties properties = new Properties();
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.setProperty(AdminClientConfig.CLIENT_ID_CONFIG, "tributary-spark");
        for (Map.Entry<String, String> each : settings.silver().kafka().entrySet()) {
            properties.setProperty(each.getKey().substring("kafka.".length()), each.getValue());
        }
        return properties;
    }

    void await() throws InterruptedException {
        closed.await();
    }

    /** Stops after the batches that are being written; what follows is read again after the next start. */
    @Override
    public void close() {
        LOG.info("Stopping");
        queries.parallelStream().forEach(LayerQuery::close);
        server.close();
        if (topics != null) {
            topics.close();
        }
        if (spark != null) {
            spark.stop();
        }
        closed.countDown();
    }
}
