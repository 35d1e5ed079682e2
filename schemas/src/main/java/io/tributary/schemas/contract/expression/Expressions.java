package io.tributary.schemas.contract.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.ValueType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the expressions of one contract. The language is CEL with its standard functions and its string and math extensions;
 * it can neither loop without end nor reach anything but the row.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">Language definition of CEL</a>
 */
public final class Expressions {

    /** For macros over lists: more elements than an array of a row may sensibly have. */
    private static final int MOST_ITERATIONS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .evaluateCanonicalTypesToNativeValues(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS))
            .build();

    private final CelCompiler compiler;
    private final Set<String> names;

    /** Takes the columns that expressions may name. */
    public Expressions(Collection<ContractColumn> columns) {
        names = columns.stream().map(ContractColumn::name).collect(Collectors.toUnmodifiableSet());
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.math(OPTIONS));
        columns.forEach(column -> builder.addVar(column.name(), ExpressionTypes.ofVariable(column.type())));
        compiler = builder.build();
    }

    /**
     * Checks an expression that is true or false.
     *
     * @throws InvalidExpressionException if it is not CEL, names what is not there, or is something else
     */
    public RowExpression condition(String text) throws InvalidExpressionException {
        return compile(text, ValueType.of(ValueType.Kind.BOOLEAN));
    }

    /**
     * Checks an expression that gives a column's value.
     *
     * @throws InvalidExpressionException if it is not CEL, names what is not there, or has another type
     */
    public RowExpression valueOf(ContractColumn column) throws InvalidExpressionException {
        return compile(column.expression(), column.type());
    }

    private RowExpression compile(String text, ValueType wanted) throws InvalidExpressionException {
        CelAbstractSyntaxTree tree;
        try {
            tree = compiler.compile(text).getAst();
        } catch (CelValidationException e) {
            throw new InvalidExpressionException(firstLine(e.getMessage()));
        }
        if (!ExpressionTypes.fits(tree.getResultType(), wanted)) {
            throw new InvalidExpressionException("its value is of type "
                    + tree.getResultType().name() + ", where "
                    + ExpressionTypes.scalar(wanted.kind()).name() + " is needed");
        }
        try {
            return new RowExpression(RUNTIME.createProgram(tree), columnsOf(tree));
        } catch (CelEvaluationException e) {
            throw new InvalidExpressionException(firstLine(e.getMessage()));
        }
    }

    private Set<String> columnsOf(CelAbstractSyntaxTree tree) {
        Set<String> used = new HashSet<>();
        for (CelReference reference : tree.getReferenceMap().values()) {
            if (reference.overloadIds().isEmpty() && names.contains(reference.name())) {
                used.add(reference.name());
            }
        }
        return Set.copyOf(used);
    }

    private static String firstLine(String message) {
        List<String> lines = message.lines().toList();
        return lines.isEmpty() ? "unknown reason" : lines.get(0).replace("ERROR: <input>:", "at ");
    }
}
