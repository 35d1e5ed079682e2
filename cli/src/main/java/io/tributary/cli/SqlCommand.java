package io.tributary.cli;

import io.tributary.cli.screen.Terminal;
import io.tributary.stack.supervisor.SqlClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tributary sql}. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = "Answer a Spark SQL query over lake_bronze and lake_silver.")
final class SqlCommand implements Callable<Integer> {

    @ParentCommand
    private TributaryCommand root;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SqlClient.Format format = SqlClient.Format.table;

    @Parameters(
            paramLabel = "SQL",
            description = "One reading statement, such as \"SELECT * FROM lake_silver.shop_orders\".")
    private String sql;

    @Override
    public Integer call() {
        new SqlClient(root.state()).query(sql, format, Terminal.out());
        return 0;
    }
}
