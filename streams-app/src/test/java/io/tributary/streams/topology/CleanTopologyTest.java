package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanTopologyTest {

    private static final String CLEAN = "clean.shop.orders";

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable orders;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state);
        orders = new DebeziumTable(
                app.registry,
                "public",
                "orders",
                Col.of("id", Schema.Type.LONG, "INT8").asKey(),
                Col.of("status", Schema.Type.STRING, "VARCHAR"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void aChangeBecomesACleanRecordWithItsKeyAndOrigin() {
        app.send(
                orders.topic(),
                orders.key(1L, null),
                orders.change("c").after(1L, "new").lsn(42L).micros(5L).bytes());

        Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.key().get("id")).isEqualTo(1L);
        assertThat(clean.key().getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("id");
        assertThat(clean.value().getSchema().getFullName()).isEqualTo(CLEAN);
        assertThat(clean.value().getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("id", "status", "_meta");
        assertThat(clean.value().getSchema().getObjectProp("tributary.key")).isEqualTo(List.of("id"));
        assertThat(clean.get("id")).isEqualTo(1L);
        assertThat(clean.get("status")).isEqualTo(new Utf8("new"));
        assertThat(clean.meta())
                .hasToString("{\"op\": \"c\", \"source_ts\": 5, \"ordering\": 42, \"lsn\": 42, \"tx_id\": 7,"
                        + " \"raw_topic\": \"raw.shop.public.orders\", \"raw_partition\": 0, \"raw_offset\": 0,"
                        + " \"contract_version\": null}");
    }
}
