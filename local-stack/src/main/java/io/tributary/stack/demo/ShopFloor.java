package io.tributary.stack.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the shop is busy with, read from the database: whoever takes over after a restart carries on from here. */
final class ShopFloor {

    /** An order that somebody may still do something with. */
    record OpenOrder(String id, String customerId, OrderStatus status) {}

    private static final int REMEMBERED = 5_000;

    private final List<OpenOrder> open = new ArrayList<>();
    private final List<OpenOrder> unreviewed = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final List<String> sellers = new ArrayList<>();
    private final EnumSet<ShopEvolution> evolved = EnumSet.noneOf(ShopEvolution.class);

    private ShopFloor() {}

    /** Reads the state of the shop. The connection's transaction is ended. */
    static ShopFloor read(Connection connection) throws SQLException {
        ShopFloor floor = new ShopFloor();
        try (Statement statement = connection.createStatement()) {
            strings(statement, "SELECT product_id FROM public.products LIMIT " + REMEMBERED, floor.products);
            strings(statement, "SELECT seller_id FROM public.sellers LIMIT " + REMEMBERED, floor.sellers);
            orders(statement, "order_status IN ('created', 'approved', 'shipped')", floor.open);
            orders(
                    statement,
                    "order_status = 'delivered' AND NOT EXISTS"
                            + " (SELECT FROM public.order_reviews r WHERE r.order_id = o.order_id)",
                    floor.unreviewed);
            for (ShopEvolution evolution : ShopEvolution.values()) {
                if (hasColumn(statement, evolution)) {
                    floor.evolved.add(evolution);
                }
            }
        }
        connection.commit();
        if (floor.products.isEmpty() || floor.sellers.isEmpty()) {
            throw new SQLException("The sample shop has no products or no sellers; its tables were emptied."
                    + " 'tributary down --purge' and 'tributary demo' fill them anew");
        }
        return floor;
    }

    String product(SplittableRandom random) {
        return products.get(random.nextInt(products.size()));
    }

    String seller(SplittableRandom random) {
        return sellers.get(random.nextInt(sellers.size()));
    }

    void addProduct(String id) {
        products.add(id);
    }

    int openOrders() {
        return open.size();
    }

    void addOpen(OpenOrder order) {
        open.add(order);
    }

    void addUnreviewed(OpenOrder order) {
        unreviewed.add(order);
    }

    /** Any open order, which stays open. */
    Optional<OpenOrder> peekOpen(SplittableRandom random) {
        return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
    }

    /** Any open order, which is forgotten. */
    Optional<OpenOrder> takeOpen(SplittableRandom random) {
        return take(open, random);
    }

    /** Any delivered order without a review, which is forgotten. */
    Optional<OpenOrder> takeUnreviewed(SplittableRandom random) {
        return take(unreviewed, random);
    }

    /** The column that is to be added next, or empty if all have been. */
    Optional<ShopEvolution> nextEvolution() {
        return EnumSet.complementOf(evolved).stream().findFirst();
    }

    void addEvolution(ShopEvolution evolution) {
        evolved.add(evolution);
    }

    /** One of the columns that were added, or empty if none was. */
    Optional<ShopEvolution> anyEvolution(SplittableRandom random) {
        return evolved.isEmpty()
                ? Optional.empty()
                : evolved.stream().skip(random.nextInt(evolved.size())).findFirst();
    }

    private static Optional<OpenOrder> take(List<OpenOrder> orders, SplittableRandom random) {
        if (orders.isEmpty()) {
            return Optional.empty();
        }
        int index = random.nextInt(orders.size());
        OpenOrder taken = orders.get(index);
        OpenOrder last = orders.remove(orders.size() - 1);
        if (index < orders.size()) {
            orders.set(index, last);
        }
        return Optional.of(taken);
    }

    private static void strings(Statement statement, String query, List<String> target) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                target.add(rows.getString(1));
            }
        }
    }

    private static void orders(Statement statement, String condition, List<OpenOrder> target) throws SQLException {
        String query = "SELECT order_id, customer_id, order_status FROM public.orders o WHERE " + condition
                + " ORDER BY order_purchase_timestamp DESC LIMIT " + REMEMBERED;
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                target.add(new OpenOrder(rows.getString(1), rows.getString(2), OrderStatus.ofText(rows.getString(3))));
            }
        }
    }

    private static boolean hasColumn(Statement statement, ShopEvolution evolution) throws SQLException {
        try (ResultSet rows = statement.executeQuery(
                "SELECT FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '"
                        + evolution.table().tableName() + "' AND column_name = '" + evolution.column() + "'")) {
            return rows.next();
        }
    }
}
