package io.tributary.tests.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check itself must find what it is there for. */
class BronzeCheckTest {

    private static final Table TABLE = Tables.ACCOUNTS;

    private final Ledger ledger = new Ledger();
    private final List<Map<String, String>> lake = new ArrayList<>();

    @BeforeEach
    void oneRowOfEachTime() {
        ledger.add(TABLE, "1", new Change("c", 1L));
        ledger.captureBegins();
        ledger.add(TABLE, "1", new Change("u", 2L));
        ledger.captureIsComplete();
        ledger.add(TABLE, "1", new Change("u", 3L));
        ledger.add(TABLE, "1", new Change("d", null));
    }

    @Test
    void acceptsASnapshotBeforeTheChangeInBetween() {
        show("r1", "u2", "u3", "d");

        assertThat(differences()).isEmpty();
    }

    @Test
    void acceptsASnapshotAfterTheChangeInBetween() {
        show("r2", "u3", "d");

        assertThat(differences()).isEmpty();
    }

    @Test
    void acceptsARepeatedSnapshot() {
        show("r1", "r2", "u3", "d");

        assertThat(differences()).isEmpty();
    }

    @Test
    void refusesAChangeThatIsInTheSnapshotAndComesAgain() {
        show("r2", "u2", "u3", "d");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void findsALostChange() {
        show("r2", "d");

        assertThat(differences()).hasSize(1).first().asString().contains("key 1 shows [r2, d]");
    }

    @Test
    void findsAChangeLostBetweenSnapshotAndStream() {
        show("r1", "u3", "d");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void findsADoubledChange() {
        show("r2", "u3", "u3", "d");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void findsChangesOutOfOrder() {
        show("r2", "d", "u3");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void findsAMissingSnapshotRow() {
        show("u3", "d");

        assertThat(differences()).hasSize(1);
    }

    @Test
    void acceptsASnapshotThatFoundItsTableTruncatedMeanwhile() {
        Ledger truncated = new Ledger();
        truncated.captureBegins();
        truncated.add(TABLE, "1", new Change("c", 1L));
        truncated.add(TABLE, "1", new Change("d", null));
        truncated.addTruncation(TABLE);
        truncated.captureIsComplete();
        show("d", "t");

        assertThat(new BronzeCheck(TABLE, "shop", truncated).differences(sql -> lake))
                .isEmpty();
    }

    @Test
    void refusesAnEmptySnapshotIfTheTableWasTruncatedBeforeIt() {
        Ledger truncated = new Ledger();
        truncated.captureBegins();
        truncated.addTruncation(TABLE);
        truncated.add(TABLE, "1", new Change("c", 1L));
        truncated.add(TABLE, "1", new Change("d", null));
        truncated.captureIsComplete();
        show("t", "d");

        assertThat(new BronzeCheck(TABLE, "shop", truncated).differences(sql -> lake))
                .hasSize(1);
    }

    @Test
    void findsARawRecordThatIsThereTwice() {
        show("r2", "u3", "d");
        lake.add(lake.get(2));

        assertThat(differences()).anyMatch(text -> text.contains("@2 is there twice"));
    }

    @Test
    void findsAKeyThatNobodyWrote() {
        show("r2", "u3", "d");
        lake.add(row("2", "c9", 7, 7));

        assertThat(differences()).hasSize(1).first().asString().contains("key 2 is in the lake only");
    }

    @Test
    void findsAnOrderingThatFalls() {
        lake.add(row("1", "r2", 0, 50));
        lake.add(row("1", "u3", 1, 60));
        lake.add(row("1", "d", 2, 40));

        assertThat(differences()).hasSize(1).first().asString().contains("ordering that falls");
    }

    @Test
    void findsALostTruncation() {
        ledger.addTruncation(TABLE);
        show("r2", "u3", "d");

        assertThat(differences()).hasSize(1).first().asString().contains("0 truncations, expected 1 to 1");
    }

    @Test
    void acceptsTheTruncateBeforeASnapshotThatIsTakenAgain() {
        ledger.cutOffSnapshot();
        show("r1", "t", "r2", "u3", "d");

        assertThat(differences()).isEmpty();
    }

    @Test
    void findsATruncateThatNobodyAskedFor() {
        show("r1", "t", "r2", "u3", "d");

        assertThat(differences()).hasSize(1).first().asString().contains("1 truncations, expected 0 to 0");
    }

    private List<String> differences() {
        return new BronzeCheck(TABLE, "shop", ledger).differences(sql -> lake);
    }

    private void show(String... changes) {
        for (String change : changes) {
            lake.add(row("1", change, lake.size(), lake.size()));
        }
    }

    private static Map<String, String> row(String key, String change, long offset, long ordering) {
        return Map.of(
                "k0",
                key,
                "op",
                change.substring(0, 1),
                "change_id",
                change.substring(1),
                "topic",
                "raw.shop.public.accounts",
                "partition",
                "0",
                "offset",
                Long.toString(offset),
                "ordering",
                Long.toString(ordering));
    }
}
