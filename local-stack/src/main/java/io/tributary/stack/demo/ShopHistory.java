package io.tributary.stack.demo;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The shop's rows before its first day with us. Every row follows from the seed and its number alone, so tables are
 * made one after the other, as streams, and agree with each other without being held in memory.
 */
final class ShopHistory {

    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final Duration LENGTH = Duration.ofDays(730);
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final long orders;
    private final long products;
    private final long sellers;
    private final PurchaseMaker maker;

    ShopHistory(DemoSettings settings) {
        this.seed = settings.seed();
        this.orders = count(10_000, settings.scale());
        this.products = count(3_300, settings.scale());
        this.sellers = count(310, settings.scale());
        this.maker = new PurchaseMaker(
                random -> productId(random.nextLong(products)), random -> sellerId(random.nextLong(sellers)));
    }

    /** The rows of a table, always the same. */
    Stream<? extends ShopRow> rows(ShopTable table) {
        return switch (table) {
            case TRANSLATIONS -> Vocabulary.categories().stream();
            case CUSTOMERS -> purchases().map(Purchase::customer);
            case SELLERS ->
                LongStream.range(0, sellers)
                        .mapToObj(number -> PurchaseMaker.seller(random("seller", number), sellerId(number)));
            case PRODUCTS ->
                LongStream.range(0, products)
                        .mapToObj(number -> PurchaseMaker.product(random("product", number), productId(number)));
            case ORDERS -> purchases().map(Purchase::order);
            case ITEMS -> purchases().flatMap(purchase -> purchase.items().stream());
            case PAYMENTS -> purchases().flatMap(purchase -> purchase.payments().stream());
            case REVIEWS -> purchases().flatMap(purchase -> purchase.reviews().stream());
            case GEOLOCATION ->
                LongStream.range(0, orders).mapToObj(number -> PurchaseMaker.geolocation(random("place", number)));
        };
    }

    /** About how many rows there are in all tables together. */
    long expectedRows() {
        return Vocabulary.categories().size() + sellers + products + (long) (6.35 * orders);
    }

    private Stream<Purchase> purchases() {
        return LongStream.range(0, orders).mapToObj(this::purchase);
    }

    private Purchase purchase(long number) {
        SplittableRandom random = random("order", number);
        LocalDateTime purchased = FIRST_DAY.plusSeconds(LENGTH.toSeconds() * number / orders + random.nextInt(300));
        double fate = random.nextDouble();
        boolean recent = number >= orders - Math.max(1, orders / 30);
        OrderStatus status = recent
                ? (fate < 0.2 ? OrderStatus.CREATED : fate < 0.5 ? OrderStatus.APPROVED : OrderStatus.SHIPPED)
                : (fate < 0.01 ? OrderStatus.CANCELED : OrderStatus.DELIVERED);
        return maker.purchase(random, purchased, status);
    }

    private String productId(long number) {
        return PurchaseMaker.hexId(random("product id", number));
    }

    private String sellerId(long number) {
        return PurchaseMaker.hexId(random("seller id", number));
    }

    private SplittableRandom random(String purpose, long number) {
        return new SplittableRandom(
                seed * GOLDEN_GAMMA ^ ((long) purpose.hashCode() << 40) ^ number * 0xD1342543DE82EF95L);
    }

    private static long count(long atScaleOne, double scale) {
        return Math.max(1, Math.round(atScaleOne * scale));
    }
}
