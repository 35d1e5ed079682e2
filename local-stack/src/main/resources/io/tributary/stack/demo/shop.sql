-- The sample shop: the nine tables of the Olist data set, with the types and keys that a real shop would give them.

CREATE TABLE public.product_category_name_translation (
    product_category_name text PRIMARY KEY,
    product_category_name_english text NOT NULL
);

CREATE TABLE public.customers (
    customer_id char(32) PRIMARY KEY,
    customer_unique_id char(32) NOT NULL,
    customer_zip_code_prefix char(5) NOT NULL,
    customer_city text NOT NULL,
    customer_state char(2) NOT NULL
);

CREATE TABLE public.sellers (
    seller_id char(32) PRIMARY KEY,
    seller_zip_code_prefix char(5) NOT NULL,
    seller_city text NOT NULL,
    seller_state char(2) NOT NULL
);

CREATE TABLE public.products (
    product_id char(32) PRIMARY KEY,
    product_category_name text,
    product_name_lenght integer,
    product_description_lenght integer,
    product_photos_qty integer,
    product_weight_g integer,
    product_length_cm integer,
    product_height_cm integer,
    product_width_cm integer
);

CREATE TABLE public.orders (
    order_id char(32) PRIMARY KEY,
    customer_id char(32) NOT NULL REFERENCES public.customers,
    order_status text NOT NULL,
    order_purchase_timestamp timestamp NOT NULL,
    order_approved_at timestamp,
    order_delivered_carrier_date timestamp,
    order_delivered_customer_date timestamp,
    order_estimated_delivery_date timestamp NOT NULL
);

CREATE TABLE public.order_items (
    order_id char(32) NOT NULL REFERENCES public.orders,
    order_item_id integer NOT NULL,
    product_id char(32) NOT NULL REFERENCES public.products,
    seller_id char(32) NOT NULL REFERENCES public.sellers,
    shipping_limit_date timestamp NOT NULL,
    price numeric(10, 2) NOT NULL,
    freight_value numeric(10, 2) NOT NULL,
    PRIMARY KEY (order_id, order_item_id)
);

CREATE TABLE public.order_payments (
    order_id char(32) NOT NULL REFERENCES public.orders,
    payment_sequential integer NOT NULL,
    payment_type text NOT NULL,
    payment_installments integer NOT NULL,
    payment_value numeric(10, 2) NOT NULL,
    PRIMARY KEY (order_id, payment_sequential)
);

-- A review can speak of several orders, as in the original data: neither column is unique by itself.
CREATE TABLE public.order_reviews (
    review_id char(32) NOT NULL,
    order_id char(32) NOT NULL REFERENCES public.orders,
    review_score smallint NOT NULL,
    review_comment_title text,
    review_comment_message text,
    review_creation_date timestamp NOT NULL,
    review_answer_timestamp timestamp,
    PRIMARY KEY (review_id, order_id)
);

CREATE INDEX order_reviews_order ON public.order_reviews (order_id);
CREATE INDEX orders_customer ON public.orders (customer_id);

-- Many readings of one zip code, some of them equal: no natural key. Full identity keeps UPDATE and DELETE possible
-- once the table is in a publication; the lake shows it in bronze only.
CREATE TABLE public.geolocation (
    geolocation_zip_code_prefix char(5) NOT NULL,
    geolocation_lat double precision NOT NULL,
    geolocation_lng double precision NOT NULL,
    geolocation_city text NOT NULL,
    geolocation_state char(2) NOT NULL
);
ALTER TABLE public.geolocation REPLICA IDENTITY FULL;
CREATE INDEX geolocation_zip ON public.geolocation (geolocation_zip_code_prefix);
