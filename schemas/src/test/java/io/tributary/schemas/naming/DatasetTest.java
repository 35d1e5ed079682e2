package io.tributary.schemas.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatasetTest {

    @Test
    void aPublicTableLendsItsBareName() {
        Dataset dataset = Dataset.ofPostgres("shop", "public", "Orders");

        assertThat(dataset).isEqualTo(new Dataset("shop", "orders"));
        assertThat(dataset.cleanTopic()).isEqualTo("clean.shop.orders");
        assertThat(dataset.deadLetterTopic()).isEqualTo("dlq.shop.orders");
        assertThat(dataset.tableName()).isEqualTo("shop_orders");
    }

    @Test
    void aTableOfAnotherSchemaCarriesItsSchema() {
        assertThat(Dataset.ofPostgres("shop", "Sales 2026", "Orders").name()).isEqualTo("sales_2026_orders");
    }

    @Test
    void comesBackFromItsTopics() {
        Dataset dataset = new Dataset("shop", "orders");

        assertThat(Dataset.ofTopic(dataset.cleanTopic())).contains(dataset);
        assertThat(Dataset.ofTopic(dataset.deadLetterTopic())).contains(dataset);
        assertThat(Dataset.ofTopic("raw.shop.public.orders")).isEmpty();
    }

    @Test
    void refusesASourceNameThatNoTopicOrSlotCouldCarry() {
        assertThatThrownBy(() -> new Dataset("My Shop", "orders"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'My Shop'")
                .hasMessageContaining("lower-case");
    }

    @Test
    void refusesADatasetNameThatIsNotSafeAndSaysWhichIs() {
        assertThatThrownBy(() -> new Dataset("shop", "Order Items"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use 'order_items'");
    }
}
