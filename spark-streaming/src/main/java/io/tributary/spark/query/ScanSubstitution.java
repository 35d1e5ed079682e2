package io.tributary.spark.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.runtime.AbstractPartialFunction;

/**
 * Puts Hudi's relation where the catalog's table stands in an analysed plan. The catalog is needed to find tables by
 * name; the relation is what Spark reads fast (columnar, with pruned columns, partitions and row groups). Both have
 * the same columns under the same ids, so the rest of the plan stays as it is.
 */
final class ScanSubstitution extends AbstractPartialFunction<LogicalPlan, LogicalPlan> {

    private static final long serialVersionUID = 1L;

    /** The plan, subqueries included, with every table of the lake replaced by its scan. */
    static LogicalPlan in(LogicalPlan analyzed) {
        return analyzed.transformUpWithSubqueries(new ScanSubstitution());
    }

    @Override
    public boolean isDefinedAt(LogicalPlan plan) {
        return plan instanceof DataSourceV2Relation relation && relation.table() instanceof LakeTable;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        DataSourceV2Relation found = (DataSourceV2Relation) plan;
        LakeTable table = (LakeTable) found.table();
        List<AttributeReference> wanted = JavaConverters.seqAsJavaList(found.output());
        Map<String, AttributeReference> byName =
                wanted.stream().collect(Collectors.toMap(AttributeReference::name, Function.identity()));
        List<AttributeReference> all = Arrays.stream(table.relation().schema().fields())
                .map(field -> byName.getOrDefault(field.name(), unnamed(field)))
                .toList();
        listIfCheap(table.relation());
        LogicalRelation scan = new LogicalRelation(table.relation(), scala(all), Option.empty(), false);
        return new Project(scala(List.<NamedExpression>copyOf(wanted)), scan);
    }

    /**
     * Lets Hudi list the files now, and remember them, if there is but one folder to list: Spark then knows the table's
     * size and can send a small one whole to each side of a join. A partitioned table is listed later, when it is known
     * which partitions the statement needs.
     */
    private static void listIfCheap(BaseRelation relation) {
        if (relation instanceof HadoopFsRelation files
                && files.partitionSchema().isEmpty()) {
            files.location().listFiles(scala(List.of()), scala(List.of()));
        }
    }

    private static AttributeReference unnamed(StructField field) {
        return new AttributeReference(
                field.name(),
                field.dataType(),
                field.nullable(),
                field.metadata(),
                NamedExpression.newExprId(),
                scala(List.of()));
    }

    private static <T> Seq<T> scala(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toList();
    }
}
