package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.data.Envelope;
import io.debezium.relational.TableId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class SnapshotRestartTest {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema ROW =
            SchemaBuilder.struct().optional().field("id", Schema.INT32_SCHEMA).build();
    private static final Envelope ENVELOPE = Envelope.fromSchema(SchemaBuilder.struct()
            .name("raw.shop.public.orders.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .build());
    private static final TableId ORDERS = new TableId("shop", "public", "orders");

    private final SnapshotRestart restart = new SnapshotRestart(List.of("public\\.orders", "public\\.Items"), 90);

    @Test
    void aTruncateIsPlacedBeforeTheNextRecordAndAtThePositionOfTheRestart() {
        SourceRecord next = new SourceRecord(Map.of("server", "raw.shop"), Map.of("lsn", 100L), "any", null, null);

        SourceRecord truncate = restart.truncate(ORDERS, "raw.shop.public.orders", ENVELOPE, next);

        Struct value = (Struct) truncate.value();
        assertThat(truncate.topic()).isEqualTo("raw.shop.public.orders");
        assertThat(truncate.key()).isNull();
        assertThat(truncate.sourcePartition()).isEqualTo(next.sourcePartition());
        assertThat(truncate.sourceOffset()).isEqualTo(next.sourceOffset());
        assertThat(value.getString("op")).isEqualTo("t");
        assertThat(value.get("after")).isNull();
        assertThat(value.getStruct("source").getString("schema")).isEqualTo("public");
        assertThat(value.getStruct("source").getString("table")).isEqualTo("orders");
        assertThat(value.getStruct("source").getInt64("lsn")).isEqualTo(90L);
        value.validate();
    }

    @Test
    void onlyTablesOfTheSnapshotAreRead() {
        assertThat(List.of(
                        ORDERS,
                        new TableId("shop", "public", "items"),
                        new TableId("shop", "public", "orders_old"),
                        new TableId("shop", "tributary", "heartbeat_shop")))
                .filteredOn(restart::reads)
                .extracting(TableId::table)
                .containsExactly("orders", "items");
    }
}
