package io.tributary.stack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopHistoryTest {

    private static final DemoSettings SMALL = DemoSettings.DEFAULT.withScale(0.05);

    private final ShopHistory history = new ShopHistory(SMALL);

    @Test
    void sameSeedAndScaleGiveTheSameRows() {
        assertThat(text(new ShopHistory(SMALL))).isEqualTo(text(history));
    }

    @Test
    void anotherSeedGivesOtherRows() {
        assertThat(text(new ShopHistory(SMALL.withSeed(7)))).isNotEqualTo(text(history));
    }

    @Test
    void scaleOneIsTenThousandOrders() {
        ShopHistory full = new ShopHistory(DemoSettings.DEFAULT);

        assertThat(full.rows(ShopTable.ORDERS).count()).isEqualTo(10_000);
        long all = Arrays.stream(ShopTable.values())
                .mapToLong(table -> full.rows(table).count())
                .sum();
        assertThat((double) all).isBetween(0.97 * full.expectedRows(), 1.03 * full.expectedRows());
    }

    @Test
    void everyReferencePointsToARow() {
        assertThat(values(ShopTable.ORDERS, 0)).doesNotHaveDuplicates();
        assertThat(values(ShopTable.CUSTOMERS, 0)).containsAll(values(ShopTable.ORDERS, 1));
        assertThat(values(ShopTable.ORDERS, 0)).containsAll(values(ShopTable.ITEMS, 0));
        assertThat(values(ShopTable.PRODUCTS, 0)).containsAll(values(ShopTable.ITEMS, 2));
        assertThat(values(ShopTable.SELLERS, 0)).containsAll(values(ShopTable.ITEMS, 3));
        assertThat(values(ShopTable.ORDERS, 0)).containsAll(values(ShopTable.PAYMENTS, 0));
        assertThat(values(ShopTable.ORDERS, 0)).containsAll(values(ShopTable.REVIEWS, 1));
    }

    @Test
    void paymentsAddUpToItems() {
        Map<Object, BigDecimal> owed = sums(ShopTable.ITEMS, 5, 6);

        assertThat(sums(ShopTable.PAYMENTS, 4)).isEqualTo(owed);
    }

    @Test
    void someOrdersAreStillOpen() {
        assertThat(values(ShopTable.ORDERS, 2)).contains("created", "approved", "shipped", "delivered");
    }

    @Test
    void commentsHoldLineBreaksAndQuotes() {
        Set<Object> comments = Set.copyOf(values(ShopTable.REVIEWS, 4).stream()
                .filter(comment -> comment != null)
                .toList());

        assertThat(comments).anyMatch(comment -> comment.toString().contains("\n"));
        assertThat(comments).anyMatch(comment -> comment.toString().contains("\""));
    }

    private List<Object> values(ShopTable table, int column) {
        return history.rows(table).map(row -> row.values().get(column)).collect(Collectors.toList());
    }

    private Map<Object, BigDecimal> sums(ShopTable table, int... columns) {
        return history.rows(table)
                .collect(Collectors.toMap(
                        row -> row.values().get(0),
                        row -> Arrays.stream(columns)
                                .mapToObj(column -> (BigDecimal) row.values().get(column))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        BigDecimal::add));
    }

    private static String text(ShopHistory history) {
        StringBuilder text = new StringBuilder();
        for (ShopTable table : ShopTable.values()) {
            history.rows(table).forEach(row -> CopyText.append(text, row.values()));
        }
        return text.toString();
    }
}
