package io.tributary.stack.demo;

import io.tributary.stack.demo.ShopFloor.OpenOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What people do in the shop: each {@link #step} is one transaction of one to a dozen row changes. */
final class ShopActivity {

    private static final int BUSY = 3_000;

    private final Connection connection;
    private final ShopFloor floor;
    private final SplittableRandom random;
    private final Clock clock;
    private final PurchaseMaker maker;

    /** Takes over a connection, reads the state of the shop and ends the transaction. */
    ShopActivity(Connection connection, SplittableRandom random, Clock clock) throws SQLException {
        this.connection = connection;
        this.random = random;
        this.clock = clock;
        connection.setAutoCommit(false);
        this.floor = ShopFloor.read(connection);
        this.maker = new PurchaseMaker(floor::product, floor::seller);
    }

    /**
     * Does one thing and commits it.
     *
     * @return row changes made; 0 if there was nothing to do this on
     */
    int step() throws SQLException {
        int die = random.nextInt(100);
        int changes;
        if (floor.openOrders() > BUSY || die < 46) {
            changes = advance();
        } else if (die < 64) {
            changes = place();
        } else if (die < 76) {
            changes = review();
        } else if (die < 82) {
            changes = reprice();
        } else if (die < 85) {
            changes = cancel();
        } else if (die < 87) {
            changes = erase();
        } else if (die < 91) {
            changes = survey();
        } else if (die < 95) {
            changes = describe();
        } else if (die < 97) {
            changes = answer();
        } else {
            changes = useNewColumn();
        }
        connection.commit();
        return changes;
    }

    /** Adds the next of the columns the shop gets in its life, if one is left. */
    Optional<ShopEvolution> evolve() throws SQLException {
        Optional<ShopEvolution> next = floor.nextEvolution();
        if (next.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '5s'");
                statement.execute(next.get().alterStatement());
            }
            connection.commit();
            floor.addEvolution(next.get());
        }
        return next;
    }

    private int place() throws SQLException {
        Purchase purchase = maker.purchase(random, now(), OrderStatus.CREATED);
        List<ShopRow> rows = new ArrayList<>();
        rows.add(purchase.customer());
        rows.add(purchase.order());
        rows.addAll(purchase.items());
        rows.addAll(purchase.payments());
        for (ShopRow row : rows) {
            insert(row);
        }
        floor.addOpen(new OpenOrder(
                purchase.order().id(),
                purchase.customer().id(),
                purchase.order().status()));
        return rows.size();
    }

    private int advance() throws SQLException {
        Optional<OpenOrder> taken = floor.takeOpen(random);
        if (taken.isEmpty()) {
            return place();
        }
        OpenOrder order = taken.get();
        OrderStatus status = order.status().next().orElseThrow();
        String column = status.timestampColumn().orElseThrow();
        int changes = update(
                "UPDATE public.orders SET order_status = ?, " + column + " = ? WHERE order_id = ?",
                status.text(),
                now(),
                order.id());
        OpenOrder advanced = new OpenOrder(order.id(), order.customerId(), status);
        if (status == OrderStatus.DELIVERED) {
            floor.addUnreviewed(advanced);
        } else {
            floor.addOpen(advanced);
        }
        return changes;
    }

    private int review() throws SQLException {
        Optional<OpenOrder> order = floor.takeUnreviewed(random);
        if (order.isEmpty()) {
            return advance();
        }
        ShopRow.Review review = maker.review(random, order.get().id(), now());
        insert(new ShopRow.Review(
                review.id(), review.orderId(), review.score(), review.title(), review.message(), now(), null));
        return 1;
    }

    private int answer() throws SQLException {
        return update(
                "UPDATE public.order_reviews SET review_answer_timestamp = ? WHERE (review_id, order_id) IN"
                        + " (SELECT review_id, order_id FROM public.order_reviews"
                        + " WHERE review_answer_timestamp IS NULL LIMIT 1)",
                now());
    }

    /** A discount on all that an order holds; its first payment falls by the same sum. */
    private int reprice() throws SQLException {
        Optional<OpenOrder> order = floor.peekOpen(random);
        if (order.isEmpty()) {
            return 0;
        }
        String id = order.get().id();
        int items = update("UPDATE public.order_items SET price = round(price * 0.95, 2) WHERE order_id = ?", id);
        int payments = update(
                "UPDATE public.order_payments p SET payment_value = (SELECT sum(price + freight_value)"
                        + " FROM public.order_items i WHERE i.order_id = p.order_id)"
                        + " - coalesce((SELECT sum(payment_value) FROM public.order_payments o"
                        + " WHERE o.order_id = p.order_id AND o.payment_sequential > 1), 0)"
                        + " WHERE p.order_id = ? AND p.payment_sequential = 1",
                id);
        return items + payments;
    }

    private int cancel() throws SQLException {
        Optional<OpenOrder> order = floor.takeOpen(random);
        if (order.isEmpty()) {
            return 0;
        }
        String id = order.get().id();
        return update("UPDATE public.orders SET order_status = 'canceled' WHERE order_id = ?", id)
                + update("DELETE FROM public.order_payments WHERE order_id = ?", id);
    }

    /** A customer wants to be forgotten. */
    private int erase() throws SQLException {
        Optional<OpenOrder> order = floor.takeUnreviewed(random);
        if (order.isEmpty()) {
            return 0;
        }
        String id = order.get().id();
        return update("DELETE FROM public.order_reviews WHERE order_id = ?", id)
                + update("DELETE FROM public.order_payments WHERE order_id = ?", id)
                + update("DELETE FROM public.order_items WHERE order_id = ?", id)
                + update("DELETE FROM public.orders WHERE order_id = ?", id)
                + update(
                        "DELETE FROM public.customers WHERE customer_id = ?",
                        order.get().customerId());
    }

    /** Somebody measures a place anew: one reading comes, an old one of the same zip code goes or is corrected. */
    private int survey() throws SQLException {
        ShopRow.Geolocation reading = PurchaseMaker.geolocation(random);
        String old = "(SELECT ctid FROM public.geolocation WHERE geolocation_zip_code_prefix = ? LIMIT 1)";
        int changes = random.nextBoolean()
                ? update("DELETE FROM public.geolocation WHERE ctid = " + old, reading.zipPrefix())
                : update(
                        "UPDATE public.geolocation SET geolocation_lat = ? WHERE ctid = " + old,
                        reading.latitude(),
                        reading.zipPrefix());
        insert(reading);
        return changes + 1;
    }

    private int describe() throws SQLException {
        if (random.nextInt(4) == 0) {
            ShopRow.Product product = PurchaseMaker.product(random, PurchaseMaker.hexId(random));
            insert(product);
            floor.addProduct(product.id());
            return 1;
        }
        return update(
                "UPDATE public.products SET product_photos_qty = coalesce(product_photos_qty, 0) + 1,"
                        + " product_description_lenght = ? WHERE product_id = ?",
                random.nextInt(4, 3993),
                floor.product(random));
    }

    private int useNewColumn() throws SQLException {
        Optional<ShopEvolution> evolution = floor.anyEvolution(random);
        Optional<OpenOrder> order = floor.peekOpen(random);
        if (evolution.isEmpty() || order.isEmpty()) {
            return advance();
        }
        String key =
                switch (evolution.get()) {
                    case GIFT_MESSAGE -> order.get().id();
                    case LOYALTY_POINTS -> order.get().customerId();
                    case PRODUCT_RATING -> floor.product(random);
                    case SELLER_VERIFIED -> floor.seller(random);
                };
        return update(evolution.get().updateStatement(), evolution.get().value(random), key);
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    private void insert(ShopRow row) throws SQLException {
        update(row.table().insertStatement(), row.values().toArray());
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
