package io.tributary.stack.bench;

import io.tributary.stack.config.FilesDataset;
import io.tributary.stack.config.FilesDataset.CsvFormat;
import io.tributary.stack.config.FilesDataset.Format;
import io.tributary.stack.config.FilesSource;
import io.tributary.stack.config.FilesStore;
import io.tributary.stack.config.FtpConfig;
import io.tributary.stack.config.LakeConfig;
import io.tributary.stack.config.PortRole;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.demo.FtpFileServer;
import io.tributary.stack.demo.JobArchive;
import io.tributary.stack.layout.ProcessName;
import io.tributary.stack.status.ConnectorStatus;
import io.tributary.stack.status.ProcessStatus;
import io.tributary.stack.supervisor.StackPlan;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How fast one month of Novo CAGED gets from a .7z on an FTP server into the lake, cleaned by the contract that ships. The
 * month is invented and always the same.
 */
final class FilesRead implements Scenario {

    private static final String SOURCE = "jobs";
    private static final String DATASET = "movements";
    private static final YearMonth MONTH = YearMonth.of(2024, 3);
    private static final long SEED = 31;

    private final long lines;
    private FtpFileServer server;

    FilesRead(long lines) {
        this.lines = lines;
    }

    @Override
    public Measurement measurement() {
        return Measurement.FILES;
    }

    @Override
    public StackPlan plan(BenchGround ground) {
        ground.state().create();
        Path folder = ground.state().demoFiles();
        JobArchive.writeMovements(folder, MONTH, lines, SEED);
        int port = ground.config().ports().of(PortRole.FTP);
        server = FtpFileServer.start(port, folder);
        TributaryConfig config = new TributaryConfig(
                        LakeConfig.embedded(), Map.of(SOURCE, source(port)), ground.config())
                .withContracts(ground.installation().home().resolve("contracts"));
        return StackPlan.of(ground.installation(), ground.state(), config, "bench");
    }

    private static FilesSource source(int port) {
        FilesDataset movements = new FilesDataset(
                DATASET,
                List.of("**/CAGEDMOV*.7z"),
                List.of(),
                List.of(),
                Optional.of("(\\d{6})\\.7z$"),
                List.of(),
                Format.CSV,
                Optional.empty(),
                StandardCharsets.ISO_8859_1.name(),
                new CsvFormat(";", "", "", List.of()),
                1);
        FilesStore store = new FilesStore(
                "ftp://127.0.0.1:" + port,
                Optional.empty(),
                Optional.empty(),
                Optional.of(FtpConfig.DEFAULT),
                Optional.empty());
        return new FilesSource(SOURCE, store, Duration.ofMinutes(1), List.of(movements));
    }

    @Override
    public BenchResult measure(BenchStack stack, long startNanos) {
        stack.await(
                () -> stack.status().connectors().stream()
                        .anyMatch(connector -> SOURCE.equals(connector.source()) && connector.running()),
                () -> "the connector has not begun: "
                        + stack.status().connectors().stream()
                                .map(ConnectorStatus::error)
                                .toList());
        long begin = System.nanoTime();
        try (ProcessMeter meter = new ProcessMeter(stack::status)) {
            Map<String, Long> complete = Map.of(DATASET, lines);
            stack.await(
                    () -> stack.cleaned(DATASET) >= lines,
                    () -> "the clean topic has " + stack.cleaned(DATASET) + " of " + lines + " lines");
            double clean = (System.nanoTime() - begin) / 1e9;
            stack.awaitRows(Map.of(), complete);
            double silver = (System.nanoTime() - begin) / 1e9;
            stack.awaitRows(complete, complete);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Double> numbers = new LinkedHashMap<>();
            numbers.put("lines", (double) lines);
            numbers.put("lines_per_second_to_clean", lines / clean);
            numbers.put("lines_per_second_to_silver", lines / silver);
            numbers.put("lines_per_second", lines / seconds);
            numbers.put("connect_restarts", restarts(stack));
            return new BenchResult(measurement(), seconds, numbers, meter.usage());
        }
    }

    /** Connect ends when its heap is full, and would be slow rather than wrong. */
    private static double restarts(BenchStack stack) {
        return stack.status().processes().stream()
                .filter(process -> process.name().equals(ProcessName.CONNECT.label()))
                .mapToInt(ProcessStatus::restarts)
                .sum();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
