package io.tributary.stack.demo;

import java.util.Locale;
import java.util.Optional;

/** The states an order moves through, in the spelling of the data set. */
enum OrderStatus {
    CREATED,
    APPROVED,
    SHIPPED,
    DELIVERED,
    CANCELED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OrderStatus ofText(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The state that follows if all goes well, or empty at the end of the way. */
    Optional<OrderStatus> next() {
        return switch (this) {
            case CREATED -> Optional.of(APPROVED);
            case APPROVED -> Optional.of(SHIPPED);
            case SHIPPED -> Optional.of(DELIVERED);
            case DELIVERED, CANCELED -> Optional.empty();
        };
    }

    /** The column of orders that keeps when this state was reached, or empty if none does. */
    Optional<String> timestampColumn() {
        return switch (this) {
            case APPROVED -> Optional.of("order_approved_at");
            case SHIPPED -> Optional.of("order_delivered_carrier_date");
            case DELIVERED -> Optional.of("order_delivered_customer_date");
            case CREATED, CANCELED -> Optional.empty();
        };
    }
}
