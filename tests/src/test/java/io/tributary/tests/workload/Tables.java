package io.tributary.tests.workload;

import java.util.List;

/** The tables that the workload writes to. */
final class Tables {

    private static final List<Column> ID = List.of(Column.of("id", Types.BIGINT));

    /** Many changes of few rows. */
    static final Table ACCOUNTS = Table.keyed(
            "accounts",
            ID,
            Column.of("name", Types.TEXT),
            Column.of("balance", Types.numeric(12, 2)),
            Column.of("seen_at", Types.TIMESTAMPTZ));

    /** Names that need quotes in Postgres and another spelling in the lake. */
    static final Table ODD_NAMES = Table.keyed(
            "Odd Náme-1",
            List.of(Column.of("ID", Types.BIGINT)),
            Column.of("Situação", Types.TEXT),
            Column.of("MixedCase", Types.INTEGER),
            Column.of("with space", Types.TEXT),
            Column.of("1st.value", Types.TEXT),
            Column.of("order", Types.TEXT),
            Column.of("日本", Types.TEXT),
            Column.of("op", Types.TEXT),
            Column.of("before", Types.INTEGER));

    /** A key of three columns, not in the order of the table. */
    static final Table COMPOSITE = new Table(
            "public",
            "composite_key",
            List.of(
                    Column.of("number", Types.BIGINT),
                    Column.of("Region", Types.TEXT),
                    Column.of("valid_on", Types.DATE)),
            true,
            false,
            List.of(Column.of("note", Types.TEXT)));

    /** Values too large for their page, which updates leave out of the log unless they change them. */
    static final Table DOCUMENTS = Table.keyed(
            "documents",
            ID,
            Column.of("title", Types.TEXT),
            Column.external("body", Types.LONG_TEXT),
            Column.external("data", Types.LONG_JSON),
            Column.external("scan", Types.LONG_BYTES),
            Column.external("pages", Types.LONG_ARRAY));

    static final Table FULL_DOCUMENTS = Table.keyed(
                    "full_documents", ID, Column.of("title", Types.TEXT), Column.external("body", Types.LONG_TEXT))
            .withFullIdentity();

    /** Gets two columns while it is in use. */
    static final Table EVOLVING =
            Table.keyed("evolving", List.of(Column.of("id", Types.UUID_TYPE)), Column.of("a", Types.TEXT));

    static final List<Column> ADDED =
            List.of(Column.of("b", Types.INTEGER), Column.of("Added Later", Types.TIMESTAMPTZ));

    /** Emptied now and then. */
    static final Table TRUNCATED = Table.keyed("truncated", ID, Column.of("note", Types.TEXT));

    static final Table EVERY_TYPE = Table.keyed(
            "every_type",
            ID,
            Column.of("c_bool", Types.BOOL),
            Column.of("c_int2", Types.SMALLINT),
            Column.of("c_int4", Types.INTEGER),
            Column.of("c_int8", Types.BIGINT),
            Column.of("c_oid", Types.OID),
            Column.of("c_float4", Types.REAL),
            Column.of("c_float8", Types.DOUBLE),
            Column.of("c_numeric_10_2", Types.numeric(10, 2)),
            Column.of("c_numeric_38_10", Types.numeric(38, 10)),
            Column.of("c_numeric_5_0", Types.numeric(5, 0)),
            Column.of("c_numeric_50_5", Types.numeric(50, 5)),
            Column.of("c_numeric", Types.NUMERIC),
            Column.of("c_money", Types.MONEY),
            Column.of("c_text", Types.TEXT),
            Column.of("c_varchar", Types.VARCHAR),
            Column.of("c_char", Types.CHAR),
            Column.of("c_uuid", Types.UUID_TYPE),
            Column.of("c_json", Types.JSON),
            Column.of("c_jsonb", Types.JSONB),
            Column.of("c_bytea", Types.BYTEA),
            Column.of("c_date", Types.DATE),
            Column.of("c_time", Types.TIME),
            Column.of("c_timestamp", Types.TIMESTAMP),
            Column.of("c_timestamptz", Types.TIMESTAMPTZ),
            Column.of("c_interval", Types.INTERVAL),
            Column.of("c_inet", Types.INET),
            Column.of("c_cidr", Types.CIDR),
            Column.of("c_macaddr", Types.MACADDR),
            Column.of("c_xml", Types.XML),
            Column.of("c_int_range", Types.INT_RANGE),
            Column.of("c_tsvector", Types.TSVECTOR),
            Column.of("c_bits", Types.BITS),
            Column.of("c_varbits", Types.VARBITS),
            Column.of("c_mood", Types.MOOD),
            Column.of("c_int4_array", Types.INTEGER.array()),
            Column.of("c_text_array", Types.TEXT.array()),
            Column.of("c_bool_array", Types.BOOL.array()),
            Column.of("c_numeric_array", Types.numeric(10, 2).array()),
            Column.of("c_float8_array", Types.DOUBLE.array()),
            Column.of("c_uuid_array", Types.UUID_TYPE.array()),
            Column.of("c_date_array", Types.DATE.array()),
            Column.of("c_timestamptz_array", Types.TIMESTAMPTZ.array()));

    static final Table SALES_ORDERS =
            Table.keyed("orders", ID, Column.of("amount", Types.NUMERIC)).inSchema("Sales");

    /** Its changes are in the log, its rows have no name: bronze only. */
    static final Table KEYLESS_FULL = Table.keyed("keyless_full", ID, Column.of("note", Types.TEXT))
            .withFullIdentity()
            .withoutDeclaredKey();

    /** Must be left alone: capturing it would make its own UPDATE fail. */
    static final Table KEYLESS =
            Table.keyed("keyless", ID, Column.of("note", Types.TEXT)).withoutDeclaredKey();

    static final List<Table> ALL = List.of(
            ACCOUNTS,
            ODD_NAMES,
            COMPOSITE,
            DOCUMENTS,
            FULL_DOCUMENTS,
            EVOLVING,
            TRUNCATED,
            EVERY_TYPE,
            SALES_ORDERS,
            KEYLESS_FULL,
            KEYLESS);

    /** Those whose changes differ in kind from one another: large values, TRUNCATE, no key. */
    static final List<Table> FEW = List.of(ACCOUNTS, DOCUMENTS, TRUNCATED, KEYLESS_FULL);

    static final String PREPARATION = "CREATE TYPE mood AS ENUM ('calm', 'happy', 'sad and tired', 'Ünsure')";

    private Tables() {}
}
