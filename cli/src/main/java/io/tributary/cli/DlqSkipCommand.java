package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.deadletter.DeadLetters;
import io.tributary.stack.skip.Obstacle;
import io.tributary.stack.skip.UnwritableRecords;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tributary dlq skip}. */
@Command(
        name = "skip",
        mixinStandardHelpOptions = true,
        description = {
            "Set the records aside at which a dataset's tables stand, since they can never take them or Kafka no longer has"
                    + " them, and let the tables go on behind them.",
            "If a schema is at fault, all records of it that follow each other are set aside. They are dead letters then."
        })
final class DlqSkipCommand implements Callable<Integer> {

    @ParentCommand
    private DlqCommand dlq;

    @Parameters(paramLabel = "DATASET", description = "<source>.<dataset>.")
    private String name;

    @Option(names = "--dry-run", description = "Only say what would be set aside.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Dataset dataset = DeadLetters.dataset(name);
        UnwritableRecords records = new UnwritableRecords(dlq.state(), dataset);
        List<Obstacle> obstacles = records.find();
        obstacles.forEach(each -> Terminal.line(line(each)));
        if (dryRun) {
            return 0;
        }
        long written = records.setAside(obstacles);
        Terminal.line(written + " records more are in " + dataset.deadLetterTopic() + "; the tables go on behind them");
        if (obstacles.stream().anyMatch(Obstacle::lost)) {
            Terminal.line(
                    "What Kafka no longer has is missing in the tables. Bring it back from the raw topic or the archive"
                            + " with 'tributary replay " + name
                            + " --step clean --from <time>', of a time before the tables"
                            + " began to wait");
        }
        return 0;
    }

    private static String line(Obstacle obstacle) {
        return obstacle.layer() + " " + obstacle.table() + ": " + obstacle.records() + " records from offset "
                + obstacle.from() + " on of partition " + obstacle.partition() + ": " + obstacle.reason();
    }
}
