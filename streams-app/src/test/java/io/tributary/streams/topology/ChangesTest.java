package io.tributary.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.topology.DebeziumTable.Col;
import io.tributary.streams.topology.TopologyHarness.Clean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations, keys, names, schema changes and order. */
class ChangesTest {

    private static final String CLEAN = "clean.shop.orders";

    @TempDir
    Path state;

    private TopologyHarness app;
    private DebeziumTable orders;

    @BeforeEach
    void start() {
        app = new TopologyHarness(state);
        orders = table(
                "orders",
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("status", Schema.Type.STRING, "TEXT").notNull(),
                Col.of("quantity", Schema.Type.INT, "INT4").notNull(),
                Col.of("note", Schema.Type.STRING, "TEXT"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private DebeziumTable table(String name, Col... columns) {
        return new DebeziumTable(app.registry, "public", name, columns);
    }

    private long ordering(Clean clean) {
        return (long) clean.meta().get("ordering");
    }

    @Test
    void aDeleteKeepsTheWholeRowIfTheSourceTellsIt() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("d").before(1, "paid", 0, null).bytes());
        Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.key().get("id")).isEqualTo(1);
        assertThat(clean.meta().get("op")).isEqualTo(new Utf8("d"));
        assertThat(clean.get("status")).isEqualTo(new Utf8("paid"));
        assertThat(clean.get("quantity")).isEqualTo(0);
    }

    @Test
    void aDeleteHasOnlyTheKeyIfDebeziumMadeUpTheRest() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("d").before(1, "", 0, null).bytes());
        Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.get("id")).isEqualTo(1);
        assertThat(clean.get("status")).isNull();
        assertThat(clean.get("quantity")).isNull();
    }

    @Test
    void aTruncateIsOneRecordWithoutKeyOnPartitionZero() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("c").after(1, "new", 1, null).bytes());
        Schema before = app.cleanOne(CLEAN).value().getSchema();
        app.send(orders.topic(), null, orders.change("t").lsn(101L).bytes());

        Clean clean = app.cleanOne(CLEAN);
        assertThat(clean.key()).isNull();
        assertThat(clean.meta().get("op")).isEqualTo(new Utf8("t"));
        assertThat(clean.get("id")).isNull();
        assertThat(clean.value().getSchema()).isEqualTo(before);
    }

    @Test
    void aTruncateKnowsTheKeyAfterARestart() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("c").after(1, "new", 1, null).bytes());
        app.restart();
        app.send(orders.topic(), null, orders.change("t").lsn(101L).bytes());
        assertThat(app.cleanOne(CLEAN).value().getSchema().getObjectProp("tributary.key"))
                .isEqualTo(List.of("id"));
    }

    @Test
    void aTruncateBeforeAnyRowLeavesTheKeyOpen() {
        app.send(orders.topic(), null, orders.change("t").bytes());
        assertThat(app.cleanOne(CLEAN).value().getSchema().getObjectProp("tributary.key"))
                .isNull();
    }

    @Test
    void aKeyChangeIsADeleteOfTheOldAndACreateOfTheNewKey() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("d").before(1, "", 0, null).lsn(7L).bytes(),
                new RecordHeader("__debezium.newkey", "Struct{id=2}".getBytes(StandardCharsets.UTF_8)));
        app.send(
                orders.topic(),
                orders.key(2),
                orders.change("c").after(2, "paid", 1, null).lsn(7L).bytes(),
                new RecordHeader("__debezium.oldkey", "Struct{id=1}".getBytes(StandardCharsets.UTF_8)));
        List<TestRecord<byte[], byte[]>> records = app.read(CLEAN);
        assertThat(records).hasSize(2);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.headers().toArray()).isEmpty());
    }

    @Test
    void aTableWithoutKeyHasRecordsWithoutKey() {
        DebeziumTable log = table("log", Col.of("line", Schema.Type.STRING, "TEXT"));
        app.send(log.topic(), log.key("a"), log.change("c").after("a").bytes());
        app.send(log.topic(), log.key("a"), log.change("d").before("").lsn(101L).bytes());

        List<Clean> clean = app.clean("clean.shop.log");
        assertThat(clean).extracting(Clean::key).containsOnlyNulls();
        assertThat(clean.get(0).value().getSchema().getObjectProp("tributary.key"))
                .isEqualTo(List.of());
        assertThat(clean.get(1).get("line")).isEqualTo(new Utf8(""));
    }

    @Test
    void aColumnAddedAndDroppedMidStreamGivesANewSchemaEachTime() {
        DebeziumTable wider = orders.altered(
                Col.of("id", Schema.Type.INT, "INT4").asKey(),
                Col.of("status", Schema.Type.STRING, "TEXT"),
                Col.of("city", Schema.Type.STRING, "TEXT"));
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("c").after(1, "a", 1, "n").bytes());
        app.send(
                wider.topic(),
                wider.key(2),
                wider.change("c").after(2, "b", "Berlin").bytes());
        app.send(
                orders.topic(),
                orders.key(3),
                orders.change("c").after(3, "c", 3, null).bytes());
        app.send(
                wider.topic(),
                wider.key(4),
                wider.change("c").after(4, "d", null).bytes());

        List<Clean> clean = app.clean(CLEAN);
        assertThat(clean)
                .extracting(record -> record.value().getSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList())
                .containsExactly(
                        List.of("id", "status", "quantity", "note", "_meta"),
                        List.of("id", "status", "city", "_meta"),
                        List.of("id", "status", "quantity", "note", "_meta"),
                        List.of("id", "status", "city", "_meta"));
        assertThat(clean.get(1).get("city")).isEqualTo(new Utf8("Berlin"));
        assertThat(clean.get(2).get("quantity")).isEqualTo(3);
    }

    @Test
    void theTypeOfTheKeyMayChange() {
        DebeziumTable text = orders.altered(
                Col.of("id", Schema.Type.STRING, "TEXT").asKey(), Col.of("status", Schema.Type.STRING, "TEXT"));
        DebeziumTable two = orders.altered(
                Col.of("id", Schema.Type.STRING, "TEXT").asKey(),
                Col.of("status", Schema.Type.STRING, "TEXT").asKey());
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("c").after(1, "a", 1, "n").bytes());
        app.send(text.topic(), text.key("1"), text.change("c").after("1", "a").bytes());
        app.send(two.topic(), two.key("1", "a"), two.change("c").after("1", "a").bytes());
        assertThat(app.clean(CLEAN))
                .extracting(record -> record.key().toString())
                .containsExactly("{\"id\": 1}", "{\"id\": \"1\"}", "{\"id\": \"1\", \"status\": \"a\"}");
    }

    @Test
    void oddNamesBecomeSafeAndTheOriginalIsKept() {
        DebeziumTable odd = new DebeziumTable(
                app.registry,
                "Vertrieb 2",
                "Große Aufträge",
                Col.of("_1st", Schema.Type.INT, "INT4").named("1st").asKey(),
                Col.of("sal_rio", Schema.Type.INT, "INT4").named("salário"),
                Col.of("Mixed", Schema.Type.INT, "INT4"),
                Col.of("a_b_c", Schema.Type.INT, "INT4").named("a.b-c"));
        app.send(odd.topic(), odd.key(1), odd.change("c").after(1, 2, 3, 4).bytes());

        Clean clean = app.cleanOne("clean.shop.vertrieb_2_gro_e_auftrage");
        assertThat(clean.value().getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("n1st", "salario", "mixed", "a_b_c", "_meta");
        assertThat(clean.value().getSchema().getField("salario").getProp("tributary.name"))
                .isEqualTo("salário");
        assertThat(clean.key().get("n1st")).isEqualTo(1);
        assertThat(clean.get("a_b_c")).isEqualTo(4);
    }

    @Test
    void aTransactionThatWasOpenDuringTheSnapshotIsNewerThanIt() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("r").after(1, "old", 1, null).lsn(100L).bytes());
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("u").after(1, "new", 1, null).lsn(90L).bytes());
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("u").after(1, "newer", 1, null).lsn(110L).bytes());
        List<Clean> clean = app.clean(CLEAN);
        assertThat(clean).extracting(this::ordering).containsExactly(100L, 100L, 110L);
        assertThat(clean.get(1).meta().get("lsn")).isEqualTo(90L);
    }

    @Test
    void theOrderOfASnapshotIsRememberedOverARestartAndForItsTopicOnly() {
        DebeziumTable other =
                table("items", Col.of("id", Schema.Type.INT, "INT4").asKey());
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("r").after(1, "old", 1, null).lsn(100L).bytes());
        app.restart();
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("u").after(1, "new", 1, null).lsn(90L).bytes());
        app.send(
                other.topic(), other.key(1), other.change("u").after(1).lsn(90L).bytes());
        assertThat(ordering(app.cleanOne(CLEAN))).isEqualTo(100L);
        assertThat(ordering(app.cleanOne("clean.shop.items"))).isEqualTo(90L);
    }

    @Test
    void anIncrementalSnapshotIsOrderedByItsSequence() {
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("r")
                        .after(1, "a", 1, null)
                        .lsn(null)
                        .sequence("[\"200\",\"180\"]")
                        .bytes());
        app.send(
                orders.topic(),
                orders.key(2),
                orders.change("r")
                        .after(2, "a", 1, null)
                        .lsn(null)
                        .sequence("[null,\"150\"]")
                        .bytes());
        app.send(
                orders.topic(),
                orders.key(1),
                orders.change("u").after(1, "b", 1, null).lsn(190L).bytes());
        assertThat(app.clean(CLEAN)).extracting(this::ordering).containsExactly(200L, 150L, 200L);
    }

    @Test
    void aSnapshotWritesItsOrderOnce() {
        for (int id = 0; id < 50; id++) {
            app.send(
                    orders.topic(),
                    orders.key(id),
                    orders.change("r").after(id, "a", 1, null).lsn(100L).bytes());
        }
        assertThat(app.read(TopologyHarness.APPLICATION + "-progress-changelog"))
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder(
                        "owner clean.shop.orders",
                        "dataset raw.shop.public.orders",
                        "snapshot raw.shop.public.orders",
                        "key raw.shop.public.orders");
    }

    @Test
    void controlTablesAreNotRead() {
        DebeziumTable heartbeat = new DebeziumTable(
                app.registry,
                "tributary",
                "heartbeat",
                Col.of("id", Schema.Type.INT, "INT4").asKey());
        assertThat(io.tributary.schemas.naming.Topics.RAW_DATA
                        .matcher(heartbeat.topic())
                        .matches())
                .isFalse();
    }
}
