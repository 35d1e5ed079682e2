package io.tributary.stack.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When tables are read that the first snapshot did not read, or that have changed since. */
class TableSnapshotsTest extends OnRealPostgres {

    @Test
    void aTableThatAppearsLaterIsPublishedAndReadInSteps() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(published()).contains("orders");
        assertThat(signals()).containsExactly("incremental \"public\".\"orders\"");
        assertThat(database.unread(captured())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a int); ALTER TABLE t REPLICA IDENTITY FULL",
                "CREATE TABLE t (a int NOT NULL UNIQUE); ALTER TABLE t REPLICA IDENTITY USING INDEX t_a_key"
            })
    void aTableWithoutPrimaryKeyIsReadInOneGo(String ddl) throws SQLException {
        database.prepare(captured());
        run(ddl);

        publishUnread();

        assertThat(signals()).containsExactly("blocking public\\.t");
    }

    /** Debezium writes the name into its offset without quotes, and then cannot read the offset. */
    @Test
    void aTableWithAStrangeNameIsReadInOneGo() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE \"or ders\" (id int PRIMARY KEY)");

        publishUnread();

        assertThat(signals()).containsExactly("blocking public\\.or\\x{20}ders");
    }

    @Test
    void aTableThatIsBeingWrittenToIsPublishedLater() throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        user.setAutoCommit(false);
        run("INSERT INTO orders VALUES (1)");

        boolean done = database.publish(captured().get(0));

        user.rollback();
        assertThat(done).isFalse();
        assertThat(published()).doesNotContain("orders");
        assertThat(signals()).isEmpty();
    }

    @Test
    void aTableThatIsMadeAgainTakesThePlaceOfTheOneBefore() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("DROP TABLE orders");
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        database.withdraw(captured());
        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void aTableThatIsMadeAgainLongAfterItWasDroppedTakesThePlaceOfTheOneBefore() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("DROP TABLE orders");
        database.withdraw(captured());
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void aTableThatComesBackIsReadAnew() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        database.prepare(captured());
        run("ALTER TABLE orders DROP CONSTRAINT orders_pkey");
        assertThat(database.withdraw(captured())).containsExactly(new TableName("public", "orders"));
        run("ALTER TABLE orders ADD PRIMARY KEY (id)");

        publishUnread();

        assertThat(signals()).containsExactly("incremental \"public\".\"orders\" truncate");
    }

    @Test
    void tablesThatChangeNamesAreReadUnderTheirNewNames() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");
        run("CREATE TABLE draft (id int PRIMARY KEY)");
        database.prepare(captured());
        run("ALTER TABLE orders RENAME TO old_orders");
        run("ALTER TABLE draft RENAME TO orders");

        List<String> asked = new ArrayList<>();
        for (CapturedTable table : database.unread(captured())) {
            database.publish(table);
            asked.addAll(signals());
        }

        assertThat(asked)
                .containsExactly("incremental \"public\".\"old_orders\"", "incremental \"public\".\"orders\" truncate");
        assertThat(database.unread(captured())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN c int DEFAULT 7",
                "ALTER TABLE orders ADD COLUMN c timestamptz DEFAULT now()",
                "ALTER TABLE orders ADD COLUMN c text DEFAULT gen_random_uuid()",
                "ALTER TABLE orders ADD COLUMN c int GENERATED ALWAYS AS IDENTITY",
                "ALTER TABLE orders ADD COLUMN c int GENERATED ALWAYS AS (id + 1) STORED",
                "ALTER TABLE orders ADD COLUMN c int DEFAULT 7; VACUUM FULL orders",
                "ALTER TABLE orders ALTER COLUMN note TYPE int USING length(note)",
                "ALTER TABLE orders ALTER COLUMN note TYPE text USING upper(note)",
                "ALTER TABLE orders ALTER COLUMN note TYPE int USING length(note); "
                        + "ALTER TABLE orders ALTER COLUMN note TYPE text"
            })
    void aChangeOfAllRowsHasThemReadAgain(String ddl) throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY, note text)");
        run("INSERT INTO orders VALUES (1, 'one')");
        database.prepare(captured());
        for (String statement : ddl.split("; ")) {
            run(statement);
        }

        boolean asked = database.readAgain(captured());

        assertThat(asked).isTrue();
        assertThat(signals()).containsExactly("incremental \"public\".\"orders\"");
        assertThat(database.readAgain(captured())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE orders ADD COLUMN c int",
                "ALTER TABLE orders ALTER COLUMN note TYPE text",
                "ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'none'",
                "ALTER TABLE orders DROP COLUMN note",
                "ALTER TABLE orders RENAME COLUMN note TO remark",
                "ALTER TABLE orders ALTER COLUMN note SET STATISTICS 9",
                "VACUUM FULL orders",
                "CLUSTER orders USING orders_pkey",
                "TRUNCATE orders"
            })
    void aChangeThatLeavesTheRowsAsTheyAreDoesNot(String ddl) throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY, note varchar(20))");
        database.prepare(captured());
        run(ddl);

        boolean asked = database.readAgain(captured());

        assertThat(asked).isFalse();
        assertThat(signals()).isEmpty();
    }

    @Test
    void aPartitionedTableIsReadAgainForADefaultOfItsPartitions() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY) PARTITION BY RANGE (id)");
        run("CREATE TABLE orders_low PARTITION OF orders FOR VALUES FROM (0) TO (10)");
        run("INSERT INTO orders VALUES (1)");
        database.prepare(captured());
        run("ALTER TABLE orders ADD COLUMN c int DEFAULT 7");

        boolean asked = database.readAgain(captured());

        assertThat(asked).isTrue();
    }

    @Test
    void rowsWithoutAKeyAreNotReadTwice() throws SQLException {
        run("CREATE TABLE log (a int)");
        run("ALTER TABLE log REPLICA IDENTITY FULL");
        database.prepare(captured());
        run("ALTER TABLE log ADD COLUMN c int DEFAULT 7");

        boolean asked = database.readAgain(captured());

        assertThat(asked).isFalse();
        assertThat(signals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1582-10-04, 0", "1582-10-05, 1", "1582-10-14, 1", "1582-10-15, 0"})
    void datesThatJavasOldCalendarLacksAreReadInOneGo(String date, int requests) throws SQLException {
        database.prepare(captured());
        run("CREATE TABLE days (id int PRIMARY KEY, \"The day\" date)");
        run("INSERT INTO days VALUES (1, '" + date + "')");
        publishUnread();
        run("DELETE FROM tributary.signal_shop");

        database.readLostDays(database.datesUnchecked(captured()));

        assertThat(signals()).hasSize(requests);
        assertThat(database.datesUnchecked(captured())).isEmpty();
    }

    @Test
    void onlyDatesHaveToBeChecked() throws SQLException {
        database.prepare(captured());
        run("CREATE DOMAIN day AS date");
        run("CREATE TABLE with_domain (id int PRIMARY KEY, d day)");
        run("CREATE TABLE without (id int PRIMARY KEY, d timestamp)");

        publishUnread();

        assertThat(database.datesUnchecked(captured()))
                .extracting(table -> table.name().name())
                .containsExactly("with_domain");
    }

    @Test
    void signalsOfDebeziumItselfStay() throws SQLException {
        database.prepare(captured());
        run("INSERT INTO tributary.signal_shop VALUES ('1-open', 'snapshot-window-open', null)");
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        publishUnread();

        assertThat(strings("SELECT type FROM tributary.signal_shop ORDER BY type"))
                .containsExactly("execute-snapshot", "snapshot-window-open");
    }

    @Test
    void tablesOfTheFirstSnapshotAreReadByIt() throws SQLException {
        run("CREATE TABLE orders (id int PRIMARY KEY)");

        database.prepare(captured());

        assertThat(database.unread(captured())).isEmpty();
    }
}
