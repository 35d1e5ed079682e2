package io.tributary.stack.source;

import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.SafeName;
import io.tributary.stack.source.CapturedTable.Key;
import io.tributary.stack.source.Finding.Rule;
import io.tributary.stack.source.TableFacts.ColumnFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about one table by itself: can it be in a publication without making the application's own UPDATE and DELETE
 * fail, and do its changes say which row they are about?
 */
final class TableJudge {

    /** What the lake's tables add to the columns of a table. */
    private static final Set<String> RESERVED = Set.of(
            "_meta",
            "_op",
            "_source_ts",
            "_ordering",
            "_lsn",
            "_tx_id",
            "_raw_topic",
            "_raw_partition",
            "_raw_offset",
            "_contract_version",
            "_ingest_date");

    private static final String RESERVED_PREFIX = "_hoodie_";
    private static final int LONGEST_TOPIC = 249;
    private static final int DEFAULT_TOAST_TARGET = 2032;

    private final String source;
    private final boolean storedColumnsPublished;
    private final PublishingRights rights;
    private final Contracts contracts;

    /**
     * Judges the tables of one source.
     *
     * @param source name of the source
     * @param storedColumnsPublished whether the publication sends stored generated columns, which Postgres can from 18 on
     * @param rights what the role may publish
     * @param contracts that may name the keys of tables
     */
    TableJudge(String source, boolean storedColumnsPublished, PublishingRights rights, Contracts contracts) {
        this.source = source;
        this.storedColumnsPublished = storedColumnsPublished;
        this.rights = rights;
        this.contracts = contracts;
    }

    /** Why the table is not captured; empty if it is. */
    Optional<Finding> objection(TableFacts table) {
        return notLogged(table)
                .or(() -> partitioning(table))
                .or(() -> identity(table))
                .or(() -> access(table))
                .or(() -> rights.objection(table))
                .or(() -> columns(table))
                .or(() -> topic(table));
    }

    /** The table as it is captured; only for one without an objection. */
    CapturedTable captured(TableFacts table) {
        return CapturedTable.of(table, table.published(storedColumnsPublished), contractKey(table));
    }

    private ContractKey contractKey(TableFacts table) {
        List<String> published = table.published(storedColumnsPublished).stream()
                .map(ColumnFacts::name)
                .toList();
        return contracts
                .of(Dataset.ofPostgres(
                        source, table.name().schema(), table.name().name()))
                .map(contract -> ContractKey.of(contract, published))
                .orElse(ContractKey.NONE);
    }

    /** What is worth knowing of a table that is captured. */
    List<Finding> remarks(TableFacts table) {
        List<Finding> remarks = new ArrayList<>();
        CapturedTable captured = captured(table);
        if (captured.key() == Key.NONE) {
            remarks.add(noCurrentState(table));
        }
        List<String> unpublished = captured.unpublished();
        if (!unpublished.isEmpty()) {
            remarks.add(finding(
                    Rule.COLUMN_NOT_PUBLISHED,
                    table,
                    "the generated columns " + unpublished
                            + " are not captured, since Postgres does not replicate them",
                    "Compute them in the query, or make them ordinary columns"));
        }
        if (table.toastTarget() != null && table.toastTarget() < DEFAULT_TOAST_TARGET) {
            remarks.add(finding(
                    Rule.TOAST_TARGET_LOWERED,
                    table,
                    "toast_tuple_target is " + table.toastTarget()
                            + ", so that even short values are stored apart and are missing from changes that leave them"
                            + " alone; each must be looked up again",
                    "If that is too slow: ALTER TABLE " + table.name().sql() + " RESET (toast_tuple_target)"));
        }
        return remarks;
    }

    private Finding noCurrentState(TableFacts table) {
        String consequence = ", so there is a bronze table of its changes and no silver table";
        return contractKey(table)
                .problem()
                .map(problem -> finding(
                        Rule.NO_CURRENT_STATE,
                        table,
                        "it has no primary key, and cannot have the one that its contract names: " + problem
                                + consequence,
                        "Name columns of the table in the contract (primaryKey)"))
                .orElseGet(() -> finding(
                        Rule.NO_CURRENT_STATE,
                        table,
                        "it has no primary key" + consequence,
                        "ALTER TABLE " + table.name().sql()
                                + " ADD PRIMARY KEY (...)  or  name a key in a contract (primaryKey)"));
    }

    private static Optional<Finding> notLogged(TableFacts table) {
        if (table.persistence() == 'p') {
            return Optional.empty();
        }
        return Optional.of(finding(
                Rule.NOT_LOGGED,
                table,
                "the table is " + (table.persistence() == 'u' ? "unlogged" : "temporary")
                        + ", so Postgres writes none of its changes down",
                table.persistence() == 'u'
                        ? "ALTER TABLE " + table.name().sql() + " SET LOGGED"
                        : "Use an ordinary table"));
    }

    private static Optional<Finding> partitioning(TableFacts table) {
        if (table.inherited()) {
            return Optional.of(finding(
                    Rule.HAS_INHERITING_TABLES,
                    table,
                    "other tables inherit from it, whose rows a snapshot would mix with its own",
                    "Use declarative partitioning, or capture the inheriting tables only"));
        }
        if (table.kind() != TableFacts.PARTITIONED) {
            return Optional.empty();
        }
        if (table.primaryKey().isEmpty()) {
            return Optional.of(finding(
                    Rule.NO_KEY,
                    table,
                    "the partitioned table has no primary key, so UPDATE and DELETE would fail in every partition"
                            + " that comes later, once it is published",
                    "ALTER TABLE " + table.name().sql() + " ADD PRIMARY KEY (...)"));
        }
        if (!table.strayPartitions().isEmpty()) {
            return Optional.of(finding(
                    Rule.PARTITIONS_DO_NOT_FIT,
                    table,
                    "the partitions " + table.strayPartitions()
                            + " are no ordinary tables or have a replica identity that is neither the primary key nor full",
                    "ALTER TABLE <partition> REPLICA IDENTITY DEFAULT"));
        }
        return Optional.empty();
    }

    private Optional<Finding> identity(TableFacts table) {
        String alter = "ALTER TABLE " + table.name().sql();
        switch (table.replicaIdentity()) {
            case TableFacts.IDENTITY_FULL:
                return Optional.empty();
            case TableFacts.IDENTITY_NOTHING:
                return Optional.of(finding(
                        Rule.IDENTITY_NOTHING,
                        table,
                        "its replica identity is NOTHING, so UPDATE and DELETE would fail once it is published",
                        alter + " REPLICA IDENTITY " + (table.primaryKey().isEmpty() ? "FULL" : "DEFAULT")));
            case TableFacts.IDENTITY_INDEX:
                if (table.identityIndex().isEmpty()) {
                    return Optional.of(finding(
                            Rule.IDENTITY_NOTHING,
                            table,
                            "the index that was its replica identity is gone, so UPDATE and DELETE would fail once it is"
                                    + " published",
                            alter + " REPLICA IDENTITY " + (table.primaryKey().isEmpty() ? "FULL" : "DEFAULT")));
                }
                if (!table.identityIndex().containsAll(table.primaryKey())) {
                    return Optional.of(finding(
                            Rule.IDENTITY_WITHOUT_KEY,
                            table,
                            "its replica identity is an index on " + table.identityIndex()
                                    + ", so deletes would not say which primary key " + table.primaryKey() + " they are"
                                    + " about",
                            alter + " REPLICA IDENTITY DEFAULT  (or FULL)"));
                }
                return Optional.empty();
            default:
                if (table.primaryKey().isEmpty() || table.primaryKeyDeferrable()) {
                    return Optional.of(finding(
                            Rule.NO_KEY,
                            table,
                            "it has neither a primary key that is not deferrable nor full replica identity, so UPDATE"
                                    + " and DELETE would fail once it is published"
                                    + (contractKey(table).isNamed()
                                            ? "; the key that its contract names does not change that"
                                            : ""),
                            alter + " ADD PRIMARY KEY (...)  or  " + alter + " REPLICA IDENTITY FULL"));
                }
                return Optional.empty();
        }
    }

    private Optional<Finding> access(TableFacts table) {
        String role = SqlText.identifier(rights.source().user());
        if (!table.mayRead()) {
            return Optional.of(finding(
                    Rule.MAY_NOT_READ,
                    table,
                    "the role may not read it",
                    "GRANT USAGE ON SCHEMA " + SqlText.identifier(table.name().schema()) + " TO " + role
                            + "; GRANT SELECT ON " + table.name().sql() + " TO " + role));
        }
        if (table.rowsHidden()) {
            return Optional.of(finding(
                    Rule.ROWS_ARE_HIDDEN,
                    table,
                    "row-level security hides rows from the role, so a snapshot would miss them",
                    "ALTER ROLE " + role + " BYPASSRLS"));
        }
        return Optional.empty();
    }

    private static Optional<Finding> columns(TableFacts table) {
        Map<String, String> bySafeName = new HashMap<>();
        for (ColumnFacts column : table.columns()) {
            String safe = SafeName.of(column.name());
            String other = bySafeName.put(safe, column.name());
            if (other != null) {
                return Optional.of(finding(
                        Rule.COLUMN_NAMES_CLASH,
                        table,
                        "the columns '" + other + "' and '" + column.name() + "' would both be called '" + safe
                                + "' in the lake",
                        "ALTER TABLE " + table.name().sql() + " RENAME COLUMN " + SqlText.identifier(column.name())
                                + " TO ..."));
            }
            if (RESERVED.contains(safe) || safe.startsWith(RESERVED_PREFIX)) {
                return Optional.of(finding(
                        Rule.COLUMN_NAME_RESERVED,
                        table,
                        "the lake's tables have a column '" + safe + "' of their own",
                        "ALTER TABLE " + table.name().sql() + " RENAME COLUMN " + SqlText.identifier(column.name())
                                + " TO ..."));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> topic(TableFacts table) {
        int length = RawTopic.of(source, table.name()).length();
        if (length <= LONGEST_TOPIC) {
            return Optional.empty();
        }
        return Optional.of(finding(
                Rule.NAME_TOO_LONG,
                table,
                "its topic would have a name of " + length + " characters; Kafka allows " + LONGEST_TOPIC,
                "Give the table, its schema or the source a shorter name"));
    }

    private static Finding finding(Rule rule, TableFacts table, String problem, String fix) {
        return new Finding(rule, "table " + table.name(), problem, fix);
    }
}
