package io.tributary.spark.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.execution.CollectLimitExec;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.CommandResultExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.concurrent.ExecutionContext;
import scala.runtime.BoxedUnit;

/** Answers one statement: parse, refuse or allow, analyse against the lake as it is now, run, hand out rows. */
final class QueryEngine {

    private final SparkSession session;
    private final long spillBytes;

    /**
     * @param session one made by {@link QuerySession}
     * @param spillBytes how much of one answer may wait on local disk
     */
    QueryEngine(SparkSession session, long spillBytes) {
        this.session = session;
        this.spillBytes = spillBytes;
    }

    /**
     * Answers on the calling thread.
     *
     * @throws RuntimeException for whatever is wrong with the statement or the lake; see {@link ReadableError}
     */
    void run(String sql, RunningQuery query, RowSink sink) {
        SparkContext context = session.sparkContext();
        SparkSession.setActiveSession(session);
        context.setJobGroup(query.jobGroup(), "sql", true);
        try {
            QueryExecution execution = plan(sql);
            query.check();
            SQLExecution.withNewExecutionId(execution, Option.empty(), () -> {
                stream(execution, query, sink);
                return BoxedUnit.UNIT;
            });
        } catch (Exception e) {
            query.check();
            throw e instanceof RuntimeException unchecked ? unchecked : new ExecutionFailedException(e);
        } finally {
            context.clearJobGroup();
            SparkSession.clearActiveSession();
        }
    }

    void cancelJobGroup(String group) {
        session.sparkContext().cancelJobGroup(group);
    }

    private QueryExecution plan(String sql) throws ParseException {
        if (sql.isBlank()) {
            throw new StatementException("The statement is empty; write for instance SHOW TABLES");
        }
        LogicalPlan parsed = parse(sql);
        StatementPolicy.check(parsed);
        if (parsed instanceof ExplainCommand explain) {
            return explain(explain);
        }
        if (parsed instanceof ShowColumns columns) {
            return columns(columns);
        }
        if (parsed instanceof DescribeRelation) {
            LogicalPlan described = DescribedTables.in(execution(parsed).analyzed(), session);
            return Dataset.ofRows(session, described).queryExecution();
        }
        if (parsed instanceof Command) {
            return Dataset.ofRows(session, parsed).queryExecution();
        }
        return execution(ScanSubstitution.in(execution(parsed).analyzed()));
    }

    private LogicalPlan parse(String sql) throws ParseException {
        return session.sessionState().sqlParser().parsePlan(sql);
    }

    private QueryExecution execution(LogicalPlan plan) {
        return session.sessionState().executePlan(plan, CommandExecutionMode.SKIP());
    }

    /** One row a line of the plan, which reads better than one cell with all of it. */
    private QueryExecution explain(ExplainCommand explain) {
        LogicalPlan scan = ScanSubstitution.in(execution(explain.logicalPlan()).analyzed());
        String text = Dataset.ofRows(session, new ExplainCommand(scan, explain.mode()))
                .head()
                .getString(0);
        return strings("plan", text.lines().toList());
    }

    /** Spark answers SHOW COLUMNS only for its built-in catalog. */
    private QueryExecution columns(ShowColumns show) {
        List<String> parts = new ArrayList<>(
                JavaConverters.seqAsJavaList(((UnresolvedTableOrView) show.child()).multipartIdentifier()));
        if (show.namespace().isDefined()) {
            List<String> qualified = new ArrayList<>(
                    JavaConverters.seqAsJavaList(show.namespace().get()));
            qualified.add(parts.get(parts.size() - 1));
            parts = qualified;
        }
        String name = "`" + String.join("`.`", parts) + "`";
        return strings("col_name", Arrays.asList(session.table(name).schema().fieldNames()));
    }

    private QueryExecution strings(String column, List<String> values) {
        return session.createDataset(values, Encoders.STRING()).toDF(column).queryExecution();
    }

    private void stream(QueryExecution execution, RunningQuery query, RowSink sink) {
        StructType schema = execution.analyzed().schema();
        SparkPlan plan = execution.executedPlan();
        sink.begin(schema);
        if (plan instanceof LocalTableScanExec || plan instanceof CommandResultExec) {
            for (InternalRow row : plan.executeCollect()) {
                query.check();
                if (!sink.accept(row)) {
                    break;
                }
            }
        } else if (plan instanceof CollectLimitExec limited && limited.offset() == 0 && limited.limit() >= 0) {
            // Partition after partition until there are enough rows, instead of all of them and a shuffle.
            streamPartitions(limited.child().execute(), limited.limit(), schema, query, sink);
        } else {
            streamPartitions(plan.execute(), Long.MAX_VALUE, schema, query, sink);
        }
        sink.end();
    }

    private void streamPartitions(
            RDD<InternalRow> rows, long limit, StructType schema, RunningQuery query, RowSink sink) {
        int partitions = rows.getNumPartitions();
        long remaining = limit;
        try (RowPipe pipe = RowPipe.open(spillBytes)) {
            for (int partition = 0; partition < partitions && remaining > 0; partition++) {
                pipe.begin();
                SimpleFutureAction<BoxedUnit> job = session.sparkContext()
                        .submitJob(
                                rows,
                                new PartitionTask(pipe.id(), remaining, schema),
                                partitionNumbers(partition),
                                (index, sent) -> BoxedUnit.UNIT,
                                () -> BoxedUnit.UNIT);
                job.onComplete(
                        result -> {
                            pipe.end(result.isFailure() ? result.failed().get() : null);
                            return BoxedUnit.UNIT;
                        },
                        ExecutionContext.fromExecutor(Runnable::run));
                long taken = drain(pipe, job, schema.length(), query, sink);
                if (taken < 0) {
                    return;
                }
                remaining -= taken;
            }
        }
    }

    /** Returns how many rows came, or a negative number if the sink wants no more. */
    private static long drain(RowPipe pipe, SimpleFutureAction<?> job, int columns, RunningQuery query, RowSink sink) {
        long total = 0;
        boolean complete = false;
        try {
            byte[] chunk = pipe.take();
            while (chunk != null) {
                query.check();
                long taken = PartitionTask.unpack(chunk, columns, sink);
                if (taken < 0) {
                    return taken;
                }
                total += taken;
                chunk = pipe.take();
            }
            complete = true;
            return total;
        } catch (InterruptedException e) {
            query.check();
            throw new QueryEndedException(RunningQuery.EndReason.SHUTDOWN);
        } finally {
            if (!complete) {
                job.cancel();
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Seq<Object> partitionNumbers(int partition) {
        return (Seq) JavaConverters.asScalaBuffer(List.of(partition)).toList();
    }
}
