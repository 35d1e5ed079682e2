package io.tributary.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatesAsTextQueryTest {

    @Test
    void asksForDatesAsTextUnderTheirOwnNames() {
        assertThat(DatesAsTextQuery.select(
                        "\"public\".\"orders\"", List.of("\"id\"", "\"Due On\"", "\"note\""), Set.of("\"Due On\"")))
                .contains("SELECT \"id\", \"Due On\"::text AS \"Due On\", \"note\" FROM \"public\".\"orders\"");
    }

    @Test
    void readsNothingWhereThereIsNoColumn() {
        assertThat(DatesAsTextQuery.select("\"public\".\"empty\"", List.of(), Set.of()))
                .isEmpty();
    }

    /** The days that java.sql.Date does not have. */
    @Test
    void theTextOfADateBeforeTheGregorianCalendarIsThatDate() {
        assertThat(TemporalText.ofDate("1582-10-10")).isEqualTo("1582-10-10Z");
    }
}
