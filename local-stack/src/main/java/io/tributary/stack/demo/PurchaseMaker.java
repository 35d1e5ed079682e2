package io.tributary.stack.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes the rows of purchases. All its randomness comes from the random that the caller hands in. */
final class PurchaseMaker {

    private final Function<SplittableRandom, String> productIds;
    private final Function<SplittableRandom, String> sellerIds;

    PurchaseMaker(Function<SplittableRandom, String> productIds, Function<SplittableRandom, String> sellerIds) {
        this.productIds = productIds;
        this.sellerIds = sellerIds;
    }

    /** A purchase made at a time, in a state that later steps have led to. */
    Purchase purchase(SplittableRandom random, LocalDateTime purchased, OrderStatus status) {
        ShopRow.Customer customer = customer(random);
        ShopRow.Order order = order(random, customer.id(), purchased, status);
        List<ShopRow.Item> items = items(random, order);
        List<ShopRow.Payment> payments = payments(random, order.id(), Purchase.total(items));
        boolean reviewed = status == OrderStatus.DELIVERED && random.nextDouble() < 0.97;
        List<ShopRow.Review> reviews =
                reviewed ? List.of(review(random, order.id(), order.delivered())) : List.<ShopRow.Review>of();
        return new Purchase(customer, order, items, payments, reviews);
    }

    /** A review given a day or so after a time; the shop answered it. */
    ShopRow.Review review(SplittableRandom random, String orderId, LocalDateTime after) {
        double mood = random.nextDouble();
        int score = mood < 0.58 ? 5 : mood < 0.77 ? 4 : mood < 0.85 ? 3 : mood < 0.88 ? 2 : 1;
        String title = random.nextInt(10) == 0 ? Vocabulary.title(random) : null;
        String message = random.nextInt(10) < 4 ? Vocabulary.comment(random) : null;
        LocalDateTime created = after.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        return new ShopRow.Review(hexId(random), orderId, score, title, message, created, later(random, created, 72));
    }

    static String hexId(SplittableRandom random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    static ShopRow.Product product(SplittableRandom random, String id) {
        boolean described = random.nextInt(50) > 0;
        return new ShopRow.Product(
                id,
                described ? Vocabulary.category(random) : null,
                described ? random.nextInt(5, 76) : null,
                described ? random.nextInt(4, 3993) : null,
                described ? random.nextInt(1, 12) : null,
                random.nextInt(50, 30_000),
                random.nextInt(7, 106),
                random.nextInt(2, 106),
                random.nextInt(6, 106));
    }

    static ShopRow.Seller seller(SplittableRandom random, String id) {
        Vocabulary.City city = Vocabulary.city(random);
        return new ShopRow.Seller(id, Vocabulary.zipPrefix(random, city), city.name(), city.state());
    }

    static ShopRow.Geolocation geolocation(SplittableRandom random) {
        Vocabulary.City city = Vocabulary.city(random);
        return new ShopRow.Geolocation(
                Vocabulary.zipPrefix(random, city),
                city.latitude() + random.nextDouble(-0.2, 0.2),
                city.longitude() + random.nextDouble(-0.2, 0.2),
                city.name(),
                city.state());
    }

    private static ShopRow.Customer customer(SplittableRandom random) {
        Vocabulary.City city = Vocabulary.city(random);
        String zip = Vocabulary.zipPrefix(random, city);
        return new ShopRow.Customer(hexId(random), hexId(random), zip, city.name(), city.state());
    }

    private static ShopRow.Order order(
            SplittableRandom random, String customerId, LocalDateTime purchased, OrderStatus status) {
        int reached = status == OrderStatus.CANCELED ? OrderStatus.APPROVED.ordinal() : status.ordinal();
        LocalDateTime approved = later(random, purchased, 24);
        LocalDateTime shipped = later(random, approved, 96);
        LocalDateTime delivered = later(random, shipped, 240);
        return new ShopRow.Order(
                hexId(random),
                customerId,
                status,
                purchased,
                reached >= OrderStatus.APPROVED.ordinal() ? approved : null,
                reached >= OrderStatus.SHIPPED.ordinal() ? shipped : null,
                reached >= OrderStatus.DELIVERED.ordinal() ? delivered : null,
                purchased.truncatedTo(ChronoUnit.DAYS).plusDays(random.nextInt(10, 40)));
    }

    private List<ShopRow.Item> items(SplittableRandom random, ShopRow.Order order) {
        int count = random.nextInt(10) > 0 ? 1 : random.nextInt(2, 6);
        LocalDateTime shippingLimit = order.purchased().plusDays(random.nextInt(3, 9));
        List<ShopRow.Item> items = new ArrayList<>(count);
        for (int number = 1; number <= count; number++) {
            BigDecimal price = cents(random, 500, 25_000);
            BigDecimal freight = cents(random, 0, 6_000);
            items.add(new ShopRow.Item(
                    order.id(),
                    number,
                    productIds.apply(random),
                    sellerIds.apply(random),
                    shippingLimit,
                    price,
                    freight));
        }
        return items;
    }

    private static List<ShopRow.Payment> payments(SplittableRandom random, String orderId, BigDecimal total) {
        String type = Vocabulary.paymentType(random);
        int instalments = type.equals("credit_card") ? random.nextInt(1, 11) : 1;
        if (random.nextInt(20) > 0) {
            return List.of(new ShopRow.Payment(orderId, 1, type, instalments, total));
        }
        BigDecimal voucher = total.movePointLeft(1).setScale(2, RoundingMode.DOWN);
        return List.of(
                new ShopRow.Payment(orderId, 1, type, instalments, total.subtract(voucher)),
                new ShopRow.Payment(orderId, 2, "voucher", 1, voucher));
    }

    private static BigDecimal cents(SplittableRandom random, int from, int to) {
        return BigDecimal.valueOf(random.nextInt(from, to), 2);
    }

    private static LocalDateTime later(SplittableRandom random, LocalDateTime time, int withinHours) {
        return time.plusSeconds(
                random.nextLong(60, Duration.ofHours(withinHours).toSeconds()));
    }
}
