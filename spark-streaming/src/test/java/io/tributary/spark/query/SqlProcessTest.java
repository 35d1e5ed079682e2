package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements against a lake, over HTTP as a client sends them. */
final class SqlProcessTest {

    private static final String ALL_TYPES =
            """
            SELECT * FROM VALUES
              (1, true, 9007199254740993L, 1.5F, double('NaN'), 12345678901234567890.1230BD, 'a,"b"',
               date'2026-01-31', timestamp'2026-01-31 23:59:59.123456', timestamp_ntz'0001-01-01 00:00:00',
               X'00FF10', array(1, null), named_struct('x', 1.10BD, 'y', 'q"'), map('k', 2L)),
              (2, null, null, null, null, null, '', null, null, null, null, null, null, null)
              AS t(id, flag, big, small_float, not_a_number, amount, name, day, at, local, bytes, list, pair, dict)
            """;

    @TempDir
    private static Path folder;

    private static TestLake lake;
    private static SqlProcess sql;

    @BeforeAll
    static void start() throws Exception {
        lake = new TestLake(folder);
        lake.upsert("silver", "shop_types", ALL_TYPES);
        lake.upsert("silver", "shop_orders", "SELECT id, concat('order ', id) AS name FROM range(20)");
        lake.upsert("bronze", "shop_events", "SELECT id, 'c' AS _op FROM range(3)");
        sql = new SqlProcess(lake, 4, 10);
    }

    @AfterAll
    static void stop() {
        sql.close();
    }

    @Test
    void csvFollowsRfc4180AndTellsNullFromEmpty() throws Exception {
        assertThat(sql.answer("csv", "SELECT * FROM shop_types ORDER BY id"))
                .isEqualTo("id,flag,big,small_float,not_a_number,amount,name,day,at,local,bytes,list,pair,dict\r\n"
                        + "1,true,9007199254740993,1.5,NaN,12345678901234567890.1230,\"a,\"\"b\"\"\",2026-01-31,"
                        + "2026-01-31T23:59:59.123456Z,0001-01-01T00:00:00,AP8Q,\"[1,null]\","
                        + "\"{\"\"x\"\":1.10,\"\"y\"\":\"\"q\\\"\"\"\"}\",\"{\"\"k\"\":2}\"\r\n"
                        + "2,,,,,,\"\",,,,,,,\r\n");
    }

    @Test
    void jsonIsOneObjectALineWithExactNumbers() throws Exception {
        assertThat(sql.answer("json", "SELECT * FROM shop_types ORDER BY id"))
                .isEqualTo("{\"id\":1,\"flag\":true,\"big\":9007199254740993,\"small_float\":1.5,"
                        + "\"not_a_number\":\"NaN\",\"amount\":12345678901234567890.1230,\"name\":\"a,\\\"b\\\"\","
                        + "\"day\":\"2026-01-31\",\"at\":\"2026-01-31T23:59:59.123456Z\","
                        + "\"local\":\"0001-01-01T00:00:00\",\"bytes\":\"AP8Q\",\"list\":[1,null],"
                        + "\"pair\":{\"x\":1.10,\"y\":\"q\\\"\"},\"dict\":{\"k\":2}}\n"
                        + "{\"id\":2,\"flag\":null,\"big\":null,\"small_float\":null,\"not_a_number\":null,"
                        + "\"amount\":null,\"name\":\"\",\"day\":null,\"at\":null,\"local\":null,\"bytes\":null,"
                        + "\"list\":null,\"pair\":null,\"dict\":null}\n");
    }

    @Test
    void jsonKeepsBothOfTwoColumnsWithOneName() throws Exception {
        assertThat(sql.answer("json", "SELECT 1 AS a, 2 AS a, interval '90' minute AS i"))
                .isEqualTo("{\"a\":1,\"a_2\":2,\"i\":\"PT1H30M\"}\n");
    }

    @Test
    void tableAlignsColumnsAndCountsRows() throws Exception {
        assertThat(sql.answer("table", "SELECT id, name FROM shop_orders WHERE id IN (3, 12) ORDER BY id"))
                .isEqualTo(
                        """
                         id | name
                        ----+----------
                          3 | order 3
                         12 | order 12
                        (2 rows)
                        """);
    }

    @Test
    void tableSaysWhatItLeftOut() throws Exception {
        assertThat(sql.answer("table", "SELECT id, repeat('x', 300) AS long, 'a\\nb' AS lines FROM shop_orders"))
                .contains("(first 10 rows; there are more: add a LIMIT, or take --format csv or json for all)")
                .contains(" " + "x".repeat(199) + "… | a\\nb")
                .contains("(values were cut at 200 characters; csv and json have them whole)")
                .hasLineCount(13);
    }

    @Test
    void anAnswerLongerThanOneChunkIsWhole() throws Exception {
        String answer = sql.answer("csv", "SELECT id, sha2(string(id), 512) AS hash FROM range(0, 30000, 1, 7)");
        assertThat(answer.lines()).hasSize(30_001);
        assertThat(answer.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .startsWith("0", "1", "2")
                .doesNotHaveDuplicates()
                .endsWith("29999");
    }

    @Test
    void namesAreFoundInAnyCaseAndDefaultToSilver() throws Exception {
        assertThat(sql.answer("csv", "SELECT COUNT(*) AS n FROM Shop_Orders")).isEqualTo("n\r\n20\r\n");
        assertThat(sql.answer("csv", "SELECT MAX(ID) AS n FROM LAKE_BRONZE.SHOP_EVENTS"))
                .isEqualTo("n\r\n2\r\n");
    }

    @Test
    void joinsSubqueriesAndWithReadTheLake() throws Exception {
        assertThat(
                        sql.answer(
                                "csv",
                                """
                        WITH late AS (SELECT * FROM shop_orders WHERE id > 0)
                        SELECT a.id, b._op, (SELECT max(id) FROM shop_orders) AS newest
                        FROM late a JOIN lake_bronze.shop_events b ON a.id = b.id
                        WHERE EXISTS (SELECT 1 FROM late c WHERE c.id = a.id + 1) ORDER BY 1
                        """))
                .isEqualTo("id,_op,newest\r\n1,c,19\r\n2,c,19\r\n");
    }

    @Test
    void limitAndOffsetAreExact() throws Exception {
        assertThat(sql.answer("csv", "SELECT id FROM shop_orders LIMIT 7").lines())
                .hasSize(8);
        assertThat(sql.answer("csv", "SELECT id FROM shop_orders ORDER BY id LIMIT 2 OFFSET 5"))
                .isEqualTo("id\r\n5\r\n6\r\n");
        assertThat(sql.answer("csv", "SELECT id FROM shop_orders LIMIT 0")).isEqualTo("id\r\n");
    }

    @Test
    void hudisColumnsShowOnlyWhenNamed() throws Exception {
        assertThat(sql.answer("csv", "SELECT * FROM shop_orders WHERE id = 1")).startsWith("id,name\r\n");
        assertThat(sql.answer("csv", "SELECT _hoodie_record_key, name FROM shop_orders WHERE id = 1"))
                .isEqualTo("_hoodie_record_key,name\r\n1,order 1\r\n");
        assertThat(sql.answer("csv", "SELECT count(DISTINCT _hoodie_commit_time) AS n FROM shop_orders"))
                .isEqualTo("n\r\n1\r\n");
    }

    @Test
    void theLakeDescribesItself() throws Exception {
        assertThat(sql.answer("csv", "SHOW DATABASES")).isEqualTo("namespace\r\nlake_bronze\r\nlake_silver\r\n");
        assertThat(sql.answer("csv", "SHOW TABLES IN lake_bronze")).contains("lake_bronze,shop_events,false");
        assertThat(sql.answer("csv", "SHOW TABLES LIKE 'shop_o*'"))
                .contains("shop_orders")
                .doesNotContain("types");
        assertThat(sql.answer("csv", "SHOW COLUMNS IN lake_bronze.shop_events")).isEqualTo("col_name\r\nid\r\n_op\r\n");
        assertThat(sql.answer("csv", "DESCRIBE shop_orders"))
                .isEqualTo("col_name,data_type,comment\r\nid,bigint,\r\nname,string,\r\n");
        assertThat(sql.answer("table", "EXPLAIN SELECT name FROM shop_orders")).contains("FileScan");
    }

    @Test
    void describeTellsWhatTheContractSays() throws Exception {
        Schema columns = SchemaBuilder.record("films")
                .doc("One row per film.")
                .fields()
                .name("id")
                .doc("Number at the source.")
                .type()
                .nullable()
                .longType()
                .noDefault()
                .optionalString("title")
                .optionalLong("_ordering")
                .optionalString("_op")
                .endRecord();
        lake.ingest(
                columns,
                new GenericRecordBuilder(columns)
                        .set("id", 7L)
                        .set("title", "Central")
                        .set("_ordering", 1L)
                        .set("_op", "c")
                        .build());

        assertThat(sql.answer("csv", "DESCRIBE shop_films"))
                .isEqualTo("col_name,data_type,comment\r\nid,bigint,Number at the source.\r\ntitle,string,\r\n"
                        + "_ordering,bigint,\r\n_op,string,\r\n");
        assertThat(sql.answer("csv", "DESCRIBE TABLE EXTENDED lake_silver.shop_films"))
                .contains("Comment,One row per film.,");
        assertThat(sql.answer("csv", "SELECT title FROM shop_films")).isEqualTo("title\r\nCentral\r\n");
    }

    @Test
    void onlyColumnsThatAreAskedForAreRead() throws Exception {
        assertThat(sql.answer("csv", "EXPLAIN SELECT name FROM shop_orders WHERE id = 4"))
                .contains("ReadSchema: struct<id:bigint,name:string>")
                .contains("PushedFilters: [EqualTo(id,4)]");
    }

    @Test
    void onlyPartitionsThatAreAskedForAreRead() throws Exception {
        lake.upsert(
                "bronze",
                "shop_days",
                "_ingest_date",
                "SELECT id, concat('2026-01-0', id % 3 + 1) AS _ingest_date FROM range(9)");
        assertThat(sql.answer(
                        "csv", "SELECT * FROM lake_bronze.shop_days WHERE _ingest_date = '2026-01-02' ORDER BY 1"))
                .isEqualTo("id,_ingest_date\r\n1,2026-01-02\r\n4,2026-01-02\r\n7,2026-01-02\r\n");
        assertThat(sql.answer(
                        "csv",
                        "SELECT count(DISTINCT file) AS n FROM (SELECT input_file_name() AS file, * FROM lake_bronze.shop_days)"
                                + " WHERE _ingest_date < '2026-01-03'"))
                .isEqualTo("n\r\n2\r\n");
        assertThat(sql.answer("csv", "EXPLAIN SELECT id FROM lake_bronze.shop_days WHERE _ingest_date = '2026-01-02'"))
                .contains("PartitionFilters: [isnotnull(_ingest_date#");
    }

    @Test
    void aNewCommitAndAnAddedColumnAreSeenAtOnce() throws Exception {
        lake.upsert("silver", "shop_growing", "SELECT 1L AS id, 'old' AS name");
        assertThat(sql.answer("csv", "SELECT * FROM shop_growing")).isEqualTo("id,name\r\n1,old\r\n");
        lake.upsert("silver", "shop_growing", "SELECT 1L AS id, 'new' AS name");
        assertThat(sql.answer("csv", "SELECT * FROM shop_growing")).isEqualTo("id,name\r\n1,new\r\n");
        lake.upsert("silver", "shop_growing", "SELECT 2L AS id, 'wide' AS name, if(rand() < 2, 7, null) AS extra");
        assertThat(sql.answer("csv", "SELECT * FROM shop_growing ORDER BY id"))
                .isEqualTo("id,name,extra\r\n1,new,\r\n2,wide,7\r\n");
        assertThat(sql.answer("csv", "SHOW COLUMNS IN shop_growing")).contains("extra");
    }

    @Test
    void aNewTableIsSeenAtOnce() throws Exception {
        assertThat(sql.error("SELECT * FROM lake_gold.mart_dim_day")).contains("Database lake_gold does not exist");
        lake.upsert("gold", "mart_dim_day", "SELECT 1L AS id");
        assertThat(sql.answer("csv", "SELECT * FROM lake_gold.mart_dim_day")).isEqualTo("id\r\n1\r\n");
        assertThat(sql.answer("csv", "SHOW DATABASES")).contains("lake_gold");
        // The other tests expect a lake without it.
        lake.delete("gold");
    }

    @Test
    void errorsAreOneLineThatHelps() throws Exception {
        assertThat(sql.error("SELECT * FROM shop_ordres"))
                .isEqualTo(
                        error("Table lake_silver.shop_ordres does not exist; did you mean lake_silver.shop_orders?"));
        assertThat(sql.error("SELECT * FROM shop_events")).contains("did you mean lake_bronze.shop_events?");
        assertThat(sql.error("SELECT * FROM zebra"))
                .containsPattern(
                        "does not exist; there are lake_bronze.*lake_silver.shop_orders, lake_silver.shop_types");
        assertThat(sql.error("SELECT * FROM text.`/etc/passwd`")).contains("Database text does not exist");
        assertThat(sql.error("SELECT nam FROM shop_orders"))
                .isEqualTo(error("A column or function parameter with name `nam` cannot be resolved. "
                        + "Did you mean one of the following? [`name`, `id`] (line 1, column 8)"));
        assertThat(sql.error("SELECT 1,\n  FORM x y"))
                .isEqualTo(error("Syntax error at or near 'y': extra input 'y' (line 2, column 10)"));
        assertThat(sql.error("SELECT nofn(1)")).isEqualTo(error("Function nofn does not exist"));
        assertThat(sql.error("SELECT IDENTIFIER('reflect')('a', 'b')"))
                .isEqualTo(error("Function reflect does not exist"));
        assertThat(sql.error("SELECT raise_error('boom')")).isEqualTo(error("boom"));
        assertThat(sql.error("DROP TABLE shop_orders")).contains("Refused DROP TABLE");
        assertThat(sql.error(" ")).contains("The statement is empty");
    }

    @Test
    void aWrongRequestIsToldApart() throws Exception {
        assertThat(sql.post("?format=xml", "SELECT 1").body()).contains("Format 'xml' is unknown");
        assertThat(sql.post("?fromat=csv", "SELECT 1").body()).contains("Parameter 'fromat' is unknown");
        assertThat(sql.post("?timeout=0", "SELECT 1").body()).contains("whole number of seconds");
        assertThat(sql.get("/sql").statusCode()).isEqualTo(405);
        assertThat(sql.get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void healthAndMetricsAnswer() throws Exception {
        sql.answer("csv", "SELECT 1");
        assertThat(sql.get("/health").body()).isEqualTo("{\"state\":\"RUNNING\"}\n");
        HttpResponse<String> metrics = sql.get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .containsPattern("tributary_sql_statements_seconds_count\\{outcome=\"answered\"} [1-9]")
                .contains("jvm_memory_used_bytes");
    }

    private static String error(String message) {
        return "{\"error\":\"" + message + "\"}\n";
    }
}
