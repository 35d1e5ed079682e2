package io.tributary.stack.demo;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/** One row of one of the shop's tables. */
sealed interface ShopRow {

    ShopTable table();

    /** The values in the order of the table's columns; null where the column is. */
    List<Object> values();

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    record Translation(String category, String english) implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.TRANSLATIONS;
        }

        @Override
        public List<Object> values() {
            return row(category, english);
        }
    }

    record Customer(String id, String uniqueId, String zipPrefix, String city, String state) implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.CUSTOMERS;
        }

        @Override
        public List<Object> values() {
            return row(id, uniqueId, zipPrefix, city, state);
        }
    }

    record Seller(String id, String zipPrefix, String city, String state) implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.SELLERS;
        }

        @Override
        public List<Object> values() {
            return row(id, zipPrefix, city, state);
        }
    }

    record Product(
            String id,
            String category,
            Integer nameLength,
            Integer descriptionLength,
            Integer photos,
            int weightGrams,
            int lengthCm,
            int heightCm,
            int widthCm)
            implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.PRODUCTS;
        }

        @Override
        public List<Object> values() {
            return row(id, category, nameLength, descriptionLength, photos, weightGrams, lengthCm, heightCm, widthCm);
        }
    }

    record Order(
            String id,
            String customerId,
            OrderStatus status,
            LocalDateTime purchased,
            LocalDateTime approved,
            LocalDateTime shipped,
            LocalDateTime delivered,
            LocalDateTime estimated)
            implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.ORDERS;
        }

        @Override
        public List<Object> values() {
            return row(id, customerId, status.text(), purchased, approved, shipped, delivered, estimated);
        }
    }

    record Item(
            String orderId,
            int number,
            String productId,
            String sellerId,
            LocalDateTime shippingLimit,
            BigDecimal price,
            BigDecimal freight)
            implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.ITEMS;
        }

        @Override
        public List<Object> values() {
            return row(orderId, number, productId, sellerId, shippingLimit, price, freight);
        }
    }

    record Payment(String orderId, int number, String type, int instalments, BigDecimal value) implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.PAYMENTS;
        }

        @Override
        public List<Object> values() {
            return row(orderId, number, type, instalments, value);
        }
    }

    record Review(
            String id,
            String orderId,
            int score,
            String title,
            String message,
            LocalDateTime created,
            LocalDateTime answered)
            implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.REVIEWS;
        }

        @Override
        public List<Object> values() {
            return row(id, orderId, score, title, message, created, answered);
        }
    }

    record Geolocation(String zipPrefix, double latitude, double longitude, String city, String state)
            implements ShopRow {
        @Override
        public ShopTable table() {
            return ShopTable.GEOLOCATION;
        }

        @Override
        public List<Object> values() {
            return row(zipPrefix, latitude, longitude, city, state);
        }
    }
}
