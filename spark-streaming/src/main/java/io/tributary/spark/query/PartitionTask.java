package io.tributary.spark.query;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Runs in a Spark task: packs the rows of one partition into chunks of {@code [length as long][row in Spark's binary
 * form]} and puts them into the query's {@link RowPipe}. Returns how many rows it sent.
 */
final class PartitionTask extends AbstractFunction1<Iterator<InternalRow>, Long> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int CHUNK_BYTES = 64 << 10;

    private final long pipeId;
    private final long maxRows;
    private final StructType schema;

    PartitionTask(long pipeId, long maxRows, StructType schema) {
        this.pipeId = pipeId;
        this.maxRows = maxRows;
        this.schema = schema;
    }

    @Override
    public Long apply(Iterator<InternalRow> rows) {
        RowPipe pipe = RowPipe.find(pipeId);
        if (pipe == null) {
            return 0L;
        }
        try {
            return send(rows, pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new TaskKilledException();
        }
    }

    private long send(Iterator<InternalRow> rows, RowPipe pipe) throws IOException, InterruptedException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK_BYTES);
        DataOutputStream out = new DataOutputStream(chunk);
        byte[] copyBuffer = new byte[4 << 10];
        UnsafeProjection toUnsafe = null;
        long sent = 0;
        while (sent < maxRows && rows.hasNext()) {
            if (TaskContext.get().isInterrupted()) {
                throw new TaskKilledException();
            }
            InternalRow row = rows.next();
            if (!(row instanceof UnsafeRow)) {
                toUnsafe = toUnsafe == null ? UnsafeProjection.create(schema) : toUnsafe;
                row = toUnsafe.apply(row);
            }
            UnsafeRow unsafe = (UnsafeRow) row;
            out.writeLong(unsafe.getSizeInBytes());
            unsafe.writeToStream(out, copyBuffer);
            sent++;
            if (chunk.size() >= CHUNK_BYTES) {
                if (!pipe.put(chunk.toByteArray())) {
                    return sent;
                }
                chunk.reset();
            }
        }
        if (chunk.size() > 0) {
            pipe.put(chunk.toByteArray());
        }
        return sent;
    }

    /**
     * Gives each row of a chunk to a sink.
     *
     * @return how many rows the sink took, or the negative number if it wants no more
     */
    static long unpack(byte[] chunk, int columns, RowSink sink) {
        ByteBuffer lengths = ByteBuffer.wrap(chunk);
        UnsafeRow row = new UnsafeRow(columns);
        long taken = 0;
        int position = 0;
        while (position < chunk.length) {
            int length = (int) lengths.getLong(position);
            position += Long.BYTES;
            row.pointTo(chunk, Platform.BYTE_ARRAY_OFFSET + position, length);
            position += length;
            taken++;
            if (!sink.accept(row)) {
                return -taken;
            }
        }
        return taken;
    }
}
