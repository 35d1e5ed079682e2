package io.tributary.tests.workload;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;

/** The column types of the workload, each with its way of being compared. */
final class Types {

    /** What an infinite date or timestamp is in the lake. */
    private static final String MICROS_IN_POSTGRES =
            "CASE WHEN isfinite($) THEN (extract(epoch FROM $) * 1000000)::bigint::text"
                    + " WHEN $ > '2000-01-01' THEN '253402300799999999'"
                    + " WHEN $ < '2000-01-01' THEN '-62135596800000000' END";

    private static final String DATE_IN_POSTGRES = "CASE WHEN isfinite($) THEN ($)::text"
            + " WHEN $ > '2000-01-01' THEN '9999-12-31' WHEN $ < '2000-01-01' THEN '0001-01-01' END";

    static final ColumnType BOOL = ColumnType.of("boolean", random -> Boolean.toString(random.nextBoolean()));
    static final ColumnType SMALLINT =
            ColumnType.of("smallint", edgy(random -> "" + (short) random.nextInt(), "-32768", "32767", "0"));
    static final ColumnType INTEGER =
            ColumnType.of("integer", edgy(random -> "" + random.nextInt(), "-2147483648", "2147483647"));
    static final ColumnType BIGINT = ColumnType.of(
            "bigint", edgy(random -> "" + random.nextLong(), "-9223372036854775808", "9223372036854775807"));
    static final ColumnType OID = ColumnType.of("oid", edgy(random -> "" + random.nextLong(1L << 32), "4294967295"));
    static final ColumnType REAL = ColumnType.of(
                    "real",
                    edgy(
                            random -> Float.toString((float) random.nextDouble(-1e6, 1e6)),
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "1.4e-45",
                            "3.4028235e38",
                            "0.1"))
            .canonical(text -> Float.toString(Float.parseFloat(text)));
    static final ColumnType DOUBLE = ColumnType.of(
                    "double precision",
                    edgy(
                            random -> Double.toString(random.nextDouble(-1e9, 1e9)),
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "5e-324",
                            "1.7976931348623157e308",
                            "0.1"))
            .canonical(text -> Double.toString(Double.parseDouble(text)));
    static final ColumnType MONEY = ColumnType.of("money", random -> Texts.decimal(random, 12, 2))
            .read("($)::numeric(19,2)::text", "CAST($ AS STRING)");
    static final ColumnType NUMERIC =
            ColumnType.of("numeric", edgy(random -> freeDecimal(random), "NaN", "Infinity", "-Infinity", "0.00"));
    static final ColumnType TEXT = ColumnType.of("text", Texts::any);
    static final ColumnType VARCHAR = ColumnType.of("varchar(40)", Texts::any);
    /** Trailing blanks of a char(n) have no meaning in Postgres. */
    static final ColumnType CHAR =
            ColumnType.of("char(30)", random -> Texts.word(random, 0, 29)).canonical(String::stripTrailing);

    static final ColumnType UUID_TYPE =
            ColumnType.of("uuid", random -> new UUID(random.nextLong(), random.nextLong()).toString());
    static final ColumnType JSON = ColumnType.of("json", Texts::json);
    static final ColumnType JSONB = ColumnType.of("jsonb", Texts::json);
    static final ColumnType BYTEA =
            ColumnType.of("bytea", random -> Texts.hex(random, 40)).read("encode($, 'hex')", "lower(hex($))");
    static final ColumnType DATE = ColumnType.of(
                    "date",
                    edgy(Types::date, "infinity", "-infinity", "1500-02-28", "1582-10-10", "0001-01-01", "9999-12-31"))
            .read(DATE_IN_POSTGRES, "CAST($ AS STRING)");
    static final ColumnType TIME = ColumnType.of("time", random -> time(random)).canonical(Types::canonicalTime);
    static final ColumnType TIMESTAMP = ColumnType.of(
                    "timestamp",
                    edgy(
                            random -> date(random) + " " + time(random),
                            "infinity",
                            "-infinity",
                            "1500-02-28 23:59:59.999999",
                            "1969-12-31 23:59:59.999999"))
            .read(MICROS_IN_POSTGRES, "CAST(unix_micros($) AS STRING)");
    static final ColumnType TIMESTAMPTZ = ColumnType.of(
                    "timestamptz",
                    edgy(
                            random -> date(random) + " " + time(random) + "+05:30",
                            "infinity",
                            "-infinity",
                            "1700-01-01 00:00:00.000001-03:06"))
            .read(MICROS_IN_POSTGRES, "CAST(unix_micros($) AS STRING)");
    static final ColumnType INTERVAL = ColumnType.of(
                    "interval",
                    edgy(
                            random -> random.nextInt(-99, 99) + " months " + random.nextInt(-99, 99) + " days "
                                    + random.nextInt(-9999, 9999) + ".25 seconds",
                            "0 seconds",
                            "1 year 2 months 3 days 04:05:06.789"))
            .canonical(Intervals::canonical);
    static final ColumnType INET = ColumnType.of(
                    "inet",
                    edgy(random -> "10." + random.nextInt(256) + ".0.1/" + random.nextInt(8, 33), "::1", "fe80::/10"))
            .read("CASE WHEN $ IS NOT NULL THEN format('%s', $) END", "CAST($ AS STRING)");
    static final ColumnType CIDR = ColumnType.of("cidr", random -> "10." + random.nextInt(256) + ".0.0/16");
    static final ColumnType MACADDR =
            ColumnType.of("macaddr", random -> String.format("08:00:2b:%02x:02:03", random.nextInt(256)));
    static final ColumnType XML = ColumnType.of("xml", random -> "<a b=\"" + random.nextInt() + "\">ç&amp;</a>");
    static final ColumnType INT_RANGE = ColumnType.of(
            "int4range", edgy(random -> "[" + random.nextInt(100) + "," + random.nextInt(100, 200) + ")", "empty"));
    static final ColumnType TSVECTOR = ColumnType.of("tsvector", random -> "cat:" + random.nextInt(1, 99) + " dog");
    static final ColumnType BITS = ColumnType.of("bit(8)", random -> Integer.toBinaryString(256 + random.nextInt(256))
            .substring(1));
    static final ColumnType VARBITS =
            ColumnType.of("bit varying(12)", random -> Integer.toBinaryString(random.nextInt(4096)));
    static final ColumnType MOOD = ColumnType.of("mood", edgy(random -> "calm", "happy", "sad and tired", "Ünsure"));

    /** Long enough to be stored out of line, and never compressed. */
    static final ColumnType LONG_TEXT =
            ColumnType.of("text", random -> Texts.word(random, 9_000, 20_000)).read(digest("$"), digest("$"));

    static final ColumnType LONG_JSON = ColumnType.of(
                    "jsonb", random -> "{\"long\": \"" + Texts.word(random, 9_000, 12_000) + "\"}")
            .read(digest("$::text"), digest("$"));
    static final ColumnType LONG_BYTES =
            ColumnType.of("bytea", random -> Texts.hex(random, 20_000)).read("md5($)", "md5($)");
    static final ColumnType LONG_ARRAY = ColumnType.of("text", random -> Texts.word(random, 3_000, 6_000))
            .read(digest("$"), digest("$"))
            .array();

    private Types() {}

    static ColumnType numeric(int precision, int scale) {
        return ColumnType.of(
                        "numeric(" + precision + "," + scale + ")",
                        random -> Texts.decimal(random, precision - scale, scale))
                .canonical(text -> new BigDecimal(text).toPlainString());
    }

    private static Function<SplittableRandom, String> edgy(Function<SplittableRandom, String> values, String... edges) {
        List<String> choices = List.of(edges);
        return random -> random.nextInt(4) == 0 ? choices.get(random.nextInt(choices.size())) : values.apply(random);
    }

    /** The beginning, the length and the hash of a long text: as telling, and quicker to move. */
    private static String digest(String text) {
        return "left(" + text + ", 30) || ' ' || length(" + text + ") || ' ' || md5(" + text + ")";
    }

    private static String freeDecimal(SplittableRandom random) {
        return Texts.decimal(random, random.nextInt(60), random.nextInt(30));
    }

    private static String date(SplittableRandom random) {
        return LocalDate.ofEpochDay(random.nextLong(-40_000, 40_000)).toString();
    }

    private static String time(SplittableRandom random) {
        long micros = random.nextBoolean() ? random.nextInt(86_400) * 1_000_000L : random.nextLong(86_400_000_000L);
        return LocalTime.ofNanoOfDay(micros * 1000).toString();
    }

    private static String canonicalTime(String text) {
        return LocalTime.parse(text).toString();
    }
}
