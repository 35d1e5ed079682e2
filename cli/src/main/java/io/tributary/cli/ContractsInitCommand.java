package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.schemas.contract.draft.ContractDraft;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.config.ConfigException;
import io.tributary.stack.config.PostgresSource;
import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.contract.NewContract;
import io.tributary.stack.contract.SampleFile;
import io.tributary.stack.contract.SampleTable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tributary contracts init}. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Write a first contract: from a table of a Postgres source in the configuration,",
            "from a CSV file with a header, or from answers of an API."
        })
final class ContractsInitCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SOURCE.DATASET", description = "For instance shop.orders.")
    private String name;

    @ArgGroup
    private Sample sample = new Sample();

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Between columns of the CSV file (default: ${DEFAULT-VALUE}).")
    private char delimiter = ',';

    @Option(names = "--encoding", paramLabel = "NAME", description = "Of the CSV file (default: ${DEFAULT-VALUE}).")
    private Charset encoding = StandardCharsets.UTF_8;

    @Mixin
    private ContractsFolder folder;

    /** What the draft is made from; the source's table if it is neither. */
    static final class Sample {

        @Option(names = "--csv", paramLabel = "FILE", description = "A CSV file with a header.")
        private Path csv;

        @Option(
                names = "--json",
                paramLabel = "FILE",
                description = "A JSON object, an array of them, or one after the other.")
        private Path json;
    }

    @Override
    public Integer call() {
        Dataset dataset = NewContract.dataset(name);
        Path contracts = folder.path();
        Path file = NewContract.write(contracts, dataset, draft(dataset));
        Terminal.line("Wrote " + file + ". Correct it, then run: tributary contracts check --folder " + contracts);
        return 0;
    }

    private ContractDraft draft(Dataset dataset) {
        if (sample.csv != null) {
            return SampleFile.csv(dataset, sample.csv, delimiter, encoding);
        }
        if (sample.json != null) {
            return SampleFile.json(dataset, sample.json);
        }
        Path config = folder.config();
        PostgresSource source = TributaryConfig.load(config).postgresSources().stream()
                .filter(candidate -> candidate.name().equals(dataset.source()))
                .findFirst()
                .orElseThrow(() -> new ConfigException(config + " has no Postgres source '" + dataset.source()
                        + "'; name one that is there, or give a sample with --csv or --json"));
        return SampleTable.draft(dataset, source);
    }
}
