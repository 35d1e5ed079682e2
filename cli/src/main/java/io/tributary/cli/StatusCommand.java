package io.tributary.cli;

import io.tributary.cli.screen.LiveStatus;
import io.tributary.cli.screen.StatusText;
import io.tributary.cli.screen.Terminal;
import io.tributary.stack.status.StackStatus;
import io.tributary.stack.status.StatusJson;
import io.tributary.stack.supervisor.StackClient;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tributary status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show processes, connectors, sources, tables and where everything can be reached.")
final class StatusCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Option(names = "--json", description = "Print the documented JSON form.")
    private boolean json;

    @Option(names = "--watch", description = "Show it again and again until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() {
        StackClient client = new StackClient(root.state());
        if (watch) {
            LiveStatus live = new LiveStatus(client::status);
            return json ? live.showJson(new CountDownLatch(1)) : live.show(new CountDownLatch(1));
        }
        StackStatus status = client.status();
        Terminal.line(json ? StatusJson.write(status) : StatusText.of(status, Integer.MAX_VALUE));
        return 0;
    }
}
