package io.tributary.schemas.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class ChangeMetadataTest {

    @Test
    void becomesAValidRecordWithNullsWhereTheSourceHasNone() {
        ChangeMetadata metadata =
                new ChangeMetadata(Operation.DELETE, 5L, 7L, null, null, "raw.films.film", 2, 9L, null);

        GenericRecord record = metadata.toAvro();

        assertThat(GenericData.get().validate(ChangeMetadata.SCHEMA, record)).isTrue();
        assertThat(record.get(ChangeMetadata.OP)).isEqualTo("d");
        assertThat(record.get(ChangeMetadata.ORDERING)).isEqualTo(7L);
        assertThat(record.get(ChangeMetadata.LSN)).isNull();
        assertThat(record.get(ChangeMetadata.RAW_OFFSET)).isEqualTo(9L);
    }

    @Test
    void everyOperationComesBackFromItsLetter() {
        for (Operation operation : Operation.values()) {
            assertThat(Operation.ofCode(operation.code())).isSameAs(operation);
        }
    }

    @Test
    void refusesAnUnknownLetter() {
        assertThatThrownBy(() -> Operation.ofCode("m"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'m'");
    }
}
