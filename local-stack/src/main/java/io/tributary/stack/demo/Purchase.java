package io.tributary.stack.demo;

import java.math.BigDecimal;
import java.util.List;

/** What one order brings along. The payments add up to the items' prices and freight. */
record Purchase(
        ShopRow.Customer customer,
        ShopRow.Order order,
        List<ShopRow.Item> items,
        List<ShopRow.Payment> payments,
        List<ShopRow.Review> reviews) {

    static BigDecimal total(List<ShopRow.Item> items) {
        return items.stream().map(item -> item.price().add(item.freight())).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
