package io.tributary.spark.query;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.PlanWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunctionName;
import org.apache.spark.sql.catalyst.analysis.UnresolvedHaving;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedSubqueryColumnAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTVFAliases;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTable;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeFunction;
import org.apache.spark.sql.catalyst.plans.logical.DescribeNamespace;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Except;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.Intersect;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LateralJoin;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Pivot;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.RepartitionByExpression;
import org.apache.spark.sql.catalyst.plans.logical.Sample;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowNamespaces;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.Unpivot;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedHint;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Which statements are answered: those that read the lake and nothing else. It looks at what Spark's own parser made of
 * the text and names what is allowed, so a statement that a later Spark adds is refused until somebody allows it.
 */
final class StatementPolicy {

    /** Functions that call any Java method by its name: not reading the lake. */
    static final List<FunctionIdentifier> FORBIDDEN_FUNCTIONS =
            List.of(new FunctionIdentifier("reflect"), new FunctionIdentifier("java_method"));

    private static final Set<Class<? extends LogicalPlan>> READING_COMMANDS = Set.of(
            ShowTables.class,
            ShowNamespaces.class,
            ShowColumns.class,
            DescribeRelation.class,
            DescribeColumn.class,
            DescribeNamespace.class,
            DescribeFunction.class);

    /** What a query is made of before it is resolved. */
    private static final List<Class<? extends LogicalPlan>> QUERY_PARTS = List.of(
            Aggregate.class,
            Distinct.class,
            Except.class,
            Filter.class,
            Generate.class,
            GlobalLimit.class,
            Intersect.class,
            Join.class,
            LateralJoin.class,
            LocalLimit.class,
            LocalRelation.class,
            Offset.class,
            OneRowRelation.class,
            Pivot.class,
            Project.class,
            RepartitionByExpression.class,
            Sample.class,
            Sort.class,
            SubqueryAlias.class,
            Union.class,
            Unpivot.class,
            UnresolvedFunctionName.class,
            UnresolvedHaving.class,
            UnresolvedHint.class,
            UnresolvedInlineTable.class,
            UnresolvedNamespace.class,
            UnresolvedRelation.class,
            UnresolvedSubqueryColumnAliases.class,
            UnresolvedTVFAliases.class,
            UnresolvedTable.class,
            UnresolvedTableOrView.class,
            UnresolvedTableValuedFunction.class,
            UnresolvedWith.class,
            WithWindowDefinition.class);

    private static final String ALLOWED =
            "only statements that read are answered here: SELECT, WITH, VALUES, SHOW, DESCRIBE and EXPLAIN";

    private StatementPolicy() {}

    /**
     * Lets a parsed statement pass or says why not.
     *
     * @throws StatementException if the statement would do anything but read
     */
    static void check(LogicalPlan parsed) {
        if (parsed instanceof ExplainCommand explain) {
            checkTree(explain.logicalPlan());
        } else if (parsed instanceof DescribeQueryCommand describe) {
            checkTree(describe.plan());
        } else if (READING_COMMANDS.contains(parsed.getClass())) {
            JavaConverters.seqAsJavaList(parsed.children()).forEach(StatementPolicy::checkTree);
        } else {
            checkTree(parsed);
        }
    }

    private static void checkTree(LogicalPlan plan) {
        if (!QUERY_PARTS.contains(plan.getClass())) {
            throw new StatementException(refusal(plan));
        }
        JavaConverters.seqAsJavaList(plan.expressions()).forEach(StatementPolicy::checkExpression);
        JavaConverters.seqAsJavaList(plan.children()).forEach(StatementPolicy::checkTree);
        // Subqueries and, before they are resolved, the queries of a WITH.
        for (QueryPlan<?> inner : JavaConverters.seqAsJavaList(plan.innerChildren())) {
            if (inner instanceof LogicalPlan logical) {
                checkTree(logical);
            }
        }
    }

    private static void checkExpression(Expression expression) {
        if (expression instanceof UnresolvedFunction function) {
            Seq<String> parts = function.nameParts();
            String name = parts.last().toLowerCase(Locale.ROOT);
            if (FORBIDDEN_FUNCTIONS.stream()
                    .anyMatch(forbidden -> forbidden.funcName().equals(name))) {
                throw new StatementException("Refused function " + name + ", which calls Java methods: " + ALLOWED);
            }
        }
        JavaConverters.seqAsJavaList(expression.children()).forEach(StatementPolicy::checkExpression);
    }

    private static String refusal(LogicalPlan plan) {
        if (plan instanceof ScriptTransformation) {
            return "Refused TRANSFORM, which runs a program: " + ALLOWED;
        }
        if (plan instanceof RelationTimeTravel) {
            return "Time travel is not available here: a table is read as of its newest commit";
        }
        if (plan instanceof PlanWithUnresolvedIdentifier) {
            // What it stands for, a command perhaps, is only known once it is resolved.
            return "Refused IDENTIFIER(...): write the name itself";
        }
        String name = nameOf(plan);
        return name.startsWith("SHOW ")
                ? name + " is not available here; there are SHOW TABLES, SHOW DATABASES and SHOW COLUMNS"
                : "Refused " + name + ": " + ALLOWED;
    }

    /** {@code InsertIntoStatement} becomes {@code INSERT INTO}. */
    private static String nameOf(LogicalPlan plan) {
        String name = plan.getClass().getSimpleName().replaceAll("(Statement|Command|\\$)+$", "");
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
    }
}
