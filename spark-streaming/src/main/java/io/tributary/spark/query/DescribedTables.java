package io.tributary.spark.query;

import io.tributary.spark.hudi.HudiTable;
import io.tributary.spark.hudi.TableHead;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.ResolvedTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.runtime.AbstractPartialFunction;

/**
 * Lets a DESCRIBE tell what contracts say of a table and its columns. The newest commit's schema has it, and Hudi's reader
 * drops it; it is looked up here and not when a table is opened, since other statements do not show it.
 */
final class DescribedTables extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {

    private static final long serialVersionUID = 1L;

    private final transient SparkSession session;

    private DescribedTables(SparkSession session) {
        this.session = session;
    }

    /** The plan with descriptions in each table of the lake. */
    static LogicalPlan in(LogicalPlan analyzed, SparkSession session) {
        return analyzed.transformUp(new DescribedTables(session));
    }

    @Override
    public boolean isDefinedAt(LogicalPlan plan) {
        return plan instanceof ResolvedTable resolved && resolved.table() instanceof LakeTable;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        ResolvedTable resolved = (ResolvedTable) plan;
        LakeTable table = (LakeTable) resolved.table();
        Optional<Schema> columns = HudiTable.headOf(session, table.location()).map(TableHead::columns);
        if (columns.isEmpty()) {
            return plan;
        }
        Map<String, String> comments = new HashMap<>();
        columns.get().getFields().forEach(field -> comments.put(field.name(), field.doc()));
        return new ResolvedTable(
                resolved.catalog(),
                resolved.identifier(),
                table.described(columns.get().getDoc(), comments),
                resolved.outputAttributes());
    }
}
