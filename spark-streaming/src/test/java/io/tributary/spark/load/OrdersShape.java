package io.tributary.spark.load;

import io.tributary.schemas.change.ChangeMetadata;
import io.tributary.schemas.change.Operation;
import io.tributary.schemas.naming.Dataset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A table of ten columns and about 250 bytes a row, with the kinds of values that a shop has. */
final class OrdersShape {

    private static final String[] STATES = {"created", "approved", "shipped", "delivered", "cancelled"};
    private static final String[] WORDS =
            "river lake water stone order item blue fast slow quiet morning harbour bridge delta spring rain"
                    .split(" ");

    private final Schema schema;
    private final Random random;

    OrdersShape(Dataset dataset, Random random) {
        this.random = random;
        this.schema = CleanTopicSchema.of(dataset)
                .key("id")
                .column("id", Schema.Type.LONG)
                .uuid("token")
                .column("state", Schema.Type.STRING)
                .column("quantity", Schema.Type.INT)
                .decimal("amount", 12, 2)
                .timestamp("created_at")
                .localTimestamp("updated_at")
                .column("active", Schema.Type.BOOLEAN)
                .column("score", Schema.Type.DOUBLE)
                .column("note", Schema.Type.STRING)
                .build();
    }

    Schema schema() {
        return schema;
    }

    GenericRecord row(long id, ChangeMetadata meta) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", id);
        row.put(ChangeMetadata.FIELD, meta.toAvro());
        if (meta.op() == Operation.DELETE) {
            return row;
        }
        row.put("token", new UUID(random.nextLong(), random.nextLong()).toString());
        row.put("state", STATES[random.nextInt(STATES.length)]);
        row.put("quantity", random.nextInt(100));
        BigInteger cents = new BigDecimal(random.nextInt(1_000_000)).toBigInteger();
        row.put("amount", ByteBuffer.wrap(cents.toByteArray()));
        row.put("created_at", meta.sourceTsMicros() - random.nextInt(1_000_000));
        row.put("updated_at", meta.sourceTsMicros());
        row.put("active", random.nextBoolean());
        row.put("score", random.nextDouble());
        StringBuilder note = new StringBuilder();
        while (note.length() < 130) {
            note.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        row.put("note", note.toString());
        return row;
    }
}
