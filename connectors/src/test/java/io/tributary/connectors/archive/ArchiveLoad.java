package io.tributary.connectors.archive;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How fast one task archives records that are there already, without a broker: {@code key=value} arguments
 * {@code records bytes seed} and settings of the connector, for instance
 * {@code records=3000000 s3.endpoint=http://127.0.0.1:9000 s3.bucket.name=lake}.
 */
public final class ArchiveLoad {

    private static final int BATCH = 500;
    private static final int BATCHES = 20;

    private ArchiveLoad() {}

    public static void main(String[] args) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "s3.region",
                "us-east-1",
                "s3.path.style.access",
                "true",
                "kafka.bootstrap.servers",
                "not-asked",
                "s3.prefix",
                "load" + System.currentTimeMillis() + "/"));
        Arrays.stream(args).map(arg -> arg.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        long records = Long.parseLong(settings.getOrDefault("records", "2000000"));
        int bytes = Integer.parseInt(settings.getOrDefault("bytes", "300"));
        long seed = Long.parseLong(settings.getOrDefault("seed", "1"));
        System.out.println("seed " + seed);
        List<byte[]> values = values(bytes, new Random(seed));
        Worker worker = new Worker(settings, List.of(), BATCH, 0);
        worker.round();
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (int run = 0; run < 2; run++) {
            long cpu = os.getProcessCpuTime();
            long begin = System.nanoTime();
            long first = run * records;
            for (long offset = first; offset < first + records; offset += BATCH) {
                worker.deliver(batch(offset, values));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%,d records of %d bytes in %.1f s: %,.0f a second, %.1f CPU-seconds, %d archived%n",
                    records,
                    bytes,
                    seconds,
                    records / seconds,
                    (os.getProcessCpuTime() - cpu) / 1e9,
                    worker.archived());
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf(
                "heap: at most %d MB of %d MB%n",
                peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
        worker.stop();
    }

    private static List<SinkRecord> batch(long first, List<byte[]> values) {
        List<SinkRecord> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            long offset = first + i;
            batch.add(new SinkRecord(
                    Worker.PARTITION.topic(),
                    Worker.PARTITION.partition(),
                    null,
                    Arrays.copyOf(values.get((int) (offset % values.size())), 14),
                    null,
                    values.get((int) (offset % values.size())),
                    offset,
                    1_790_000_000_000L + offset,
                    TimestampType.CREATE_TIME));
        }
        return batch;
    }

    /** Rows as a table has them: half of it words that come again, half of it nothing of the kind. */
    private static List<byte[]> values(int bytes, Random random) {
        List<byte[]> values = new ArrayList<>();
        byte[] words = "delivered shipped invoiced sao paulo rio de janeiro credit_card boleto voucher "
                .repeat(10)
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < BATCH * BATCHES; i++) {
            byte[] value = new byte[bytes];
            random.nextBytes(value);
            int from = random.nextInt(words.length - bytes / 2);
            System.arraycopy(words, from, value, bytes / 2, bytes / 2);
            value[0] = 1;
            values.add(value);
        }
        return values;
    }
}
