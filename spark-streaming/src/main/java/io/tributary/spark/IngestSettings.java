package io.tributary.spark;

import io.tributary.spark.hudi.HudiSettings;
import io.tributary.spark.ingest.QuerySettings;
import io.tributary.spark.lake.Layer;
import io.tributary.spark.session.LakeStorage;
import io.tributary.spark.session.ProcessSettings;
import java.net.URI;
import java.util.Map;

/**
 * All settings of the ingest process.
 *
 * @param bootstrapServers the brokers, {@code host:port,...}
 * @param registry root of the schema registry's Confluent-compatible API
 * @param storage where the lake is
 * @param httpPort port for health, metrics and status on loopback; 0 takes any free one
 * @param silver settings of the silver query
 * @param bronze settings of the bronze query
 * @param tables how tables are kept
 * @param spark the operator's own {@code spark.*} settings
 */
record IngestSettings(
        String bootstrapServers,
        URI registry,
        LakeStorage storage,
        int httpPort,
        QuerySettings silver,
        QuerySettings bronze,
        HudiSettings tables,
        Map<String, String> spark) {

    /** Reads and checks all settings; an unknown key is an error. */
    static IngestSettings of(ProcessSettings settings) {
        IngestSettings all = new IngestSettings(
                settings.required("bootstrap.servers"),
                URI.create(settings.required("schema.registry.url")),
                LakeStorage.of(settings),
                (int) settings.number("http.port", 18085, 0),
                QuerySettings.of(settings, Layer.SILVER),
                QuerySettings.of(settings, Layer.BRONZE),
                HudiSettings.of(settings),
                settings.withPrefix("spark."));
        settings.requireAllKnown();
        return all;
    }
}
