package io.tributary.connectors.tmdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntryRecordsTest {

    private final EntryRecords records = new EntryRecords("films");

    /** Connect finds offsets by the text of the partition. */
    @Test
    void partitionsAreTheSameTextInEveryJvm() {
        assertThat(List.copyOf(records.pollPartition().keySet())).containsExactly("id", "kind", "source");
        assertThat(List.copyOf(
                        records.partition(new Lookup.Entry(Kind.MOVIE, 603)).values()))
                .containsExactly("603", "movies", "films");
    }
}
