package io.tributary.spark.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.collection.JavaConverters;

/**
 * The lake as a Spark catalog. Nothing is registered and nothing is kept: each statement finds the tables that are there
 * and opens those that it names, so it sees the newest commit, an added column and a table made a moment ago. Spark
 * asks for each table once a statement, however often it is named.
 *
 * <p>Public with a public constructor because Spark makes it by its name; not meant for others.
 */
public final class LakeCatalog implements TableCatalog, SupportsNamespaces, FunctionCatalog {

    /** The catalog's name; {@code lake.lake_silver.shop_orders} works too, though nobody needs to write it. */
    static final String NAME = "lake";

    /** Set on {@code spark.sql.catalog.lake.<key>}: the lake's root. */
    static final String ROOT_OPTION = "root";

    /** Set likewise: the beginning of the databases' names. */
    static final String PREFIX_OPTION = "database-prefix";

    private static final String READ_ONLY = "The lake is read-only here; Tributary's own processes write it";

    /**
     * Hudi's own file listing instead of its metadata table: the listing is right for every table whatever its writer's
     * settings, and opening the metadata table costs more than it saves on tables with few files.
     */
    private static final Map<String, String> READ_OPTIONS = Map.of(
            "hoodie.datasource.query.type", "snapshot",
            "hoodie.metadata.enable", "false",
            "hoodie.enable.data.skipping", "false");

    private String name = NAME;
    private SparkSession session;
    private LakeFolders folders;

    /** For Spark. */
    public LakeCatalog() {}

    @Override
    public void initialize(String catalogName, CaseInsensitiveStringMap options) {
        name = catalogName;
        session = SparkSession.active();
        folders = new LakeFolders(
                options.get(ROOT_OPTION),
                options.get(PREFIX_OPTION),
                session.sessionState().newHadoopConf());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String[] defaultNamespace() {
        return new String[] {folders.defaultDatabase()};
    }

    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return folders.tables(namespace[0]).stream()
                .map(table -> Identifier.of(lowerCase(namespace), table))
                .toArray(Identifier[]::new);
    }

    @Override
    public Table loadTable(Identifier identifier) {
        String database = String.join(".", identifier.namespace());
        Path folder = folders.table(database, identifier.name())
                .orElseThrow(() -> UnknownTableException.table(folders, database, identifier.name()));
        String qualified = (database + "." + identifier.name()).toLowerCase(Locale.ROOT);
        return new LakeTable(qualified, folder.toString(), open(qualified, folder));
    }

    private BaseRelation open(String qualified, Path folder) {
        LogicalPlan plan = session.read()
                .format("hudi")
                .options(READ_OPTIONS)
                .load(folder.toString())
                .queryExecution()
                .analyzed();
        for (LogicalPlan leaf : JavaConverters.seqAsJavaList(plan.collectLeaves())) {
            if (leaf instanceof LogicalRelation found
                    && !found.relation().schema().isEmpty()) {
                return found.relation();
            }
        }
        throw new StatementException("Table " + qualified + " has no committed data yet; try again in a moment");
    }

    @Override
    public String[][] listNamespaces() {
        return folders.databases().stream()
                .map(database -> new String[] {database})
                .toArray(String[][]::new);
    }

    @Override
    public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length == 0) {
            return listNamespaces();
        }
        requireNamespace(namespace);
        return new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return namespace.length == 1 && folders.isDatabase(namespace[0]);
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return Map.of();
    }

    /** Only Spark's built-in functions, which no catalog has to know. */
    @Override
    public Identifier[] listFunctions(String[] namespace) {
        return new Identifier[0];
    }

    @Override
    public UnboundFunction loadFunction(Identifier identifier) {
        throw new StatementException("Function " + identifier.name() + " does not exist");
    }

    private void requireNamespace(String[] namespace) throws NoSuchNamespaceException {
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
    }

    private static String[] lowerCase(String[] namespace) {
        return Arrays.stream(namespace)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    @Override
    @Deprecated
    public Table createTable(Identifier ident, StructType schema, Transform[] partitions, Map<String, String> props) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public Table alterTable(Identifier ident, TableChange... changes) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public boolean dropTable(Identifier ident) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void renameTable(Identifier oldIdent, Identifier newIdent) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> metadata) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw new UnsupportedOperationException(READ_ONLY);
    }
}
