package io.tributary.spark.query;

import io.tributary.spark.session.LakeSession;
import io.tributary.spark.session.ProcessSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQL process: {@code java ... io.tributary.spark.query.QueryMain <file.properties>}. */
public final class QueryMain {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration STOP = Duration.ofSeconds(10);

    private QueryMain() {}

    /** Starts the process, which ends with a signal. */
    public static void main(String[] args) throws IOException {
        // Must be set before the first logger and the first server are made.
        setUnlessSet("log4j2.configurationFile", "log4j2-query.properties");
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        Logger log = LoggerFactory.getLogger(QueryMain.class);
        if (args.length != 1) {
            log.error("usage: QueryMain <file.properties>");
            System.exit(WRONG_USAGE);
        }
        try {
            start(QueryConfig.of(ProcessSettings.load(Path.of(args[0]))), log);
        } catch (IllegalArgumentException e) {
            log.error("{}", e.getMessage());
            System.exit(FAILED);
        } catch (Exception e) {
            // The server's threads would keep a process alive that never answers.
            log.error("start failed", e);
            System.exit(FAILED);
        }
    }

    private static void start(QueryConfig config, Logger log) throws IOException {
        QueryServer server = new QueryServer(config.port(), config.maxQueries());
        log.info("listening port={} lake={}", server.port(), config.storage().root());
        SparkSession session = QuerySession.open(config);
        QueryEngine engine = new QueryEngine(session, config.spillBytes());
        QueryWatch watch = new QueryWatch(engine::cancelJobGroup);
        QueryMetrics metrics = new QueryMetrics(watch::count);
        LakeFolders folders = new LakeFolders(
                config.storage().root(),
                config.storage().databasePrefix(),
                session.sessionState().newHadoopConf());
        WarmUp warmUp = new WarmUp(engine, watch, folders);
        LakeSession.whenStopped(
                () -> {
                    warmUp.close();
                    watch.close();
                    server.close();
                    metrics.close();
                },
                STOP);
        warmUp.run();
        server.ready(new SqlHandler(engine, watch, config, metrics), metrics);
        log.info("ready port={}", server.port());
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
