package io.tributary.spark.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries the rows of one answer from a Spark task to the thread that writes to the client, in one JVM.
 *
 * <p>A few megabytes wait in memory, the rest on local disk: a client that reads slowly neither fills the heap nor keeps
 * a task slot from other statements. Only when the disk's share is used up does the task wait for the client.
 */
final class RowPipe implements AutoCloseable {

    private static final ConcurrentMap<Long, RowPipe> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong IDS = new AtomicLong();
    private static final long MEMORY_BYTES = 2L << 20;

    private sealed interface Chunk permits InMemory, OnDisk {}

    private record InMemory(byte[] bytes) implements Chunk {}

    private record OnDisk(long position, int length) implements Chunk {}

    private final long id = IDS.incrementAndGet();
    private final long maxDiskBytes;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private long memoryBytes;
    private long diskBytes;
    private long diskEnd;
    private FileChannel disk;
    private boolean ended;
    private boolean closed;
    private Throwable failure;

    private RowPipe(long maxDiskBytes) {
        this.maxDiskBytes = maxDiskBytes;
    }

    /** @param maxDiskBytes how much may wait on disk */
    static RowPipe open(long maxDiskBytes) {
        RowPipe pipe = new RowPipe(maxDiskBytes);
        OPEN.put(pipe.id, pipe);
        return pipe;
    }

    /** The pipe of an id, which is what a task carries; null once it is closed. */
    static RowPipe find(long id) {
        return OPEN.get(id);
    }

    long id() {
        return id;
    }

    /**
     * Adds a chunk, which the pipe owns from then on.
     *
     * @return false if the reader has gone and the task should stop
     */
    synchronized boolean put(byte[] bytes) throws IOException, InterruptedException {
        while (!closed && !fitsInMemory(bytes) && diskBytes + bytes.length > maxDiskBytes) {
            wait();
        }
        if (closed) {
            return false;
        }
        if (fitsInMemory(bytes)) {
            memoryBytes += bytes.length;
            chunks.add(new InMemory(bytes));
        } else {
            chunks.add(spill(bytes));
        }
        notifyAll();
        return true;
    }

    /** Says that more will come, from the next partition. */
    synchronized void begin() {
        ended = false;
    }

    /** Says that a partition is complete, or why it failed if {@code error} is not null. */
    synchronized void end(Throwable error) {
        ended = true;
        failure = error;
        notifyAll();
    }

    /**
     * Waits for the next chunk.
     *
     * @return null at the end of the partition
     * @throws ExecutionFailedException with the task's error as its cause
     */
    synchronized byte[] take() throws InterruptedException {
        while (chunks.isEmpty() && !ended) {
            wait();
        }
        if (failure != null) {
            throw new ExecutionFailedException(failure);
        }
        Chunk chunk = chunks.poll();
        byte[] bytes = chunk == null ? null : bytesOf(chunk);
        notifyAll();
        return bytes;
    }

    private boolean fitsInMemory(byte[] bytes) {
        return memoryBytes == 0 || memoryBytes + bytes.length <= MEMORY_BYTES;
    }

    private Chunk spill(byte[] bytes) throws IOException {
        if (disk == null) {
            Path file = Files.createTempFile("tributary-answer-", ".rows");
            disk = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = diskEnd;
        while (buffer.hasRemaining()) {
            diskEnd += disk.write(buffer, diskEnd);
        }
        diskBytes += bytes.length;
        return new OnDisk(position, bytes.length);
    }

    private byte[] bytesOf(Chunk chunk) {
        if (chunk instanceof InMemory inMemory) {
            memoryBytes -= inMemory.bytes().length;
            return inMemory.bytes();
        }
        OnDisk onDisk = (OnDisk) chunk;
        ByteBuffer buffer = ByteBuffer.allocate(onDisk.length());
        try {
            while (buffer.hasRemaining()) {
                if (disk.read(buffer, onDisk.position() + buffer.position()) < 0) {
                    throw new IOException("The spilled part of an answer is cut short");
                }
            }
            diskBytes -= onDisk.length();
            if (diskBytes == 0) {
                diskEnd = 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.array();
    }

    @Override
    public synchronized void close() {
        OPEN.remove(id);
        closed = true;
        chunks.clear();
        notifyAll();
        if (disk != null) {
            try {
                disk.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
