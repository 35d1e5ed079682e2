package io.tributary.stack.demo;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/** The columns that the shop's developers add one by one while it is running. There are no more than these. */
enum ShopEvolution {
    GIFT_MESSAGE(ShopTable.ORDERS, "gift_message", "text") {
        @Override
        Object value(SplittableRandom random) {
            return Vocabulary.comment(random);
        }
    },
    PRODUCT_RATING(ShopTable.PRODUCTS, "product_rating", "numeric(3, 2)") {
        @Override
        Object value(SplittableRandom random) {
            return BigDecimal.valueOf(random.nextInt(100, 501), 2);
        }
    },
    LOYALTY_POINTS(ShopTable.CUSTOMERS, "loyalty_points", "bigint") {
        @Override
        Object value(SplittableRandom random) {
            return random.nextLong(10_000);
        }
    },
    SELLER_VERIFIED(ShopTable.SELLERS, "seller_verified", "boolean") {
        @Override
        Object value(SplittableRandom random) {
            return random.nextBoolean();
        }
    };

    private final ShopTable table;
    private final String column;
    private final String type;

    ShopEvolution(ShopTable table, String column, String type) {
        this.table = table;
        this.column = column;
        this.type = type;
    }

    abstract Object value(SplittableRandom random);

    ShopTable table() {
        return table;
    }

    String column() {
        return column;
    }

    String alterStatement() {
        return "ALTER TABLE public." + table.tableName() + " ADD COLUMN " + column + " " + type;
    }

    /** Sets the column (first parameter) of the row whose id, the table's first column, is the second parameter. */
    String updateStatement() {
        return "UPDATE public." + table.tableName() + " SET " + column + " = ? WHERE "
                + table.columns().get(0) + " = ?";
    }
}
