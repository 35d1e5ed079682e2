package io.tributary.cli;

import io.tributary.cli.screen.FollowedLine;
import io.tributary.cli.screen.Terminal;
import io.tributary.cli.screen.VerifiedArchiveText;
import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.archive.verify.ArchiveVerification;
import io.tributary.stack.archive.verify.VerifiedArchive;
import io.tributary.stack.archive.verify.VerifiedArchiveJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tributary archive verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Read all manifest entries and files of the archive back, and tell whether each offset is in it exactly once.",
            "It ends with 0 if so, and with 1 if not."
        })
final class ArchiveVerifyCommand implements Callable<Integer> {

    private static final int NOT_WHOLE = 1;

    @ParentCommand
    private ArchiveCommand archive;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SOURCE.DATASET",
            description = "Such as shop.orders (default: all topics).")
    private List<String> names = List.of();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        List<Dataset> datasets =
                names.stream().map(name -> DatasetArgument.of(spec, name)).toList();
        ArchiveVerification verification = new ArchiveVerification(archive.state());
        VerifiedArchive verified;
        try (FollowedLine line = new FollowedLine(!json)) {
            verified = verification.run(datasets, progress -> line.show(VerifiedArchiveText.of(progress)));
        }
        Terminal.line(json ? VerifiedArchiveJson.write(verified) : VerifiedArchiveText.of(verified));
        if (!verified.whole()) {
            Terminal.error(VerifiedArchiveText.notWhole(verified));
            return NOT_WHOLE;
        }
        return 0;
    }
}
