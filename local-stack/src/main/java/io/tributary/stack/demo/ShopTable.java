package io.tributary.stack.demo;

import java.util.Collections;
import java.util.List;

/** The nine tables with their columns in table order. The order of the constants respects the foreign keys. */
enum ShopTable {
    TRANSLATIONS(
            "product_category_name_translation", List.of("product_category_name", "product_category_name_english")),
    CUSTOMERS(
            "customers",
            List.of(
                    "customer_id",
                    "customer_unique_id",
                    "customer_zip_code_prefix",
                    "customer_city",
                    "customer_state")),
    SELLERS("sellers", List.of("seller_id", "seller_zip_code_prefix", "seller_city", "seller_state")),
    PRODUCTS(
            "products",
            List.of(
                    "product_id",
                    "product_category_name",
                    "product_name_lenght",
                    "product_description_lenght",
                    "product_photos_qty",
                    "product_weight_g",
                    "product_length_cm",
                    "product_height_cm",
                    "product_width_cm")),
    ORDERS(
            "orders",
            List.of(
                    "order_id",
                    "customer_id",
                    "order_status",
                    "order_purchase_timestamp",
                    "order_approved_at",
                    "order_delivered_carrier_date",
                    "order_delivered_customer_date",
                    "order_estimated_delivery_date")),
    ITEMS(
            "order_items",
            List.of(
                    "order_id",
                    "order_item_id",
                    "product_id",
                    "seller_id",
                    "shipping_limit_date",
                    "price",
                    "freight_value")),
    PAYMENTS(
            "order_payments",
            List.of("order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value")),
    REVIEWS(
            "order_reviews",
            List.of(
                    "review_id",
                    "order_id",
                    "review_score",
                    "review_comment_title",
                    "review_comment_message",
                    "review_creation_date",
                    "review_answer_timestamp")),
    GEOLOCATION(
            "geolocation",
            List.of(
                    "geolocation_zip_code_prefix",
                    "geolocation_lat",
                    "geolocation_lng",
                    "geolocation_city",
                    "geolocation_state"));

    private final String tableName;
    private final List<String> columns;

    ShopTable(String tableName, List<String> columns) {
        this.tableName = tableName;
        this.columns = columns;
    }

    String tableName() {
        return tableName;
    }

    List<String> columns() {
        return columns;
    }

    String copyStatement() {
        return "COPY public." + tableName + " (" + String.join(", ", columns) + ") FROM STDIN";
    }

    String insertStatement() {
        return "INSERT INTO public." + tableName + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }
}
