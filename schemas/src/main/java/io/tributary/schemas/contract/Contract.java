package io.tributary.schemas.contract;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.Topics;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset promises, resolved: everything that an ODCS file says of it, with all defaults filled in.
 *
 * @param version of the contract, as the file gives it
 * @param description of the table for the catalog; null if there is none
 * @param shape of the raw records
 * @param elements where the rows are if not whole records; null if they are
 * @param columns in the table's order
 * @param key names of the key's columns in order; empty only for a {@link Shape#TABLE}, whose key is the table's own
 * @param partition name of the column that the lake's table is partitioned by; null for none
 * @param ordering name of the column that says which of two records of a key is newer; null if the source says it
 * @param duplicateKeys what a second record of one key in one generation of a source does; null if it is not looked for
 * @param rowRules what rows have to keep
 * @param freshnessSeconds how old the newest record in the lake may be; null if nothing is promised
 * @param tokenSecret reference to the secret of tokens, {@code ${env:NAME}} or {@code ${file:/path}}; null for the lake's
 * @param evolution which changes of this contract are accepted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Contract(
        Dataset dataset,
        String version,
        String description,
        Shape shape,
        Elements elements,
        List<ContractColumn> columns,
        List<String> key,
        String partition,
        String ordering,
        Severity duplicateKeys,
        List<RowRule> rowRules,
        Long freshnessSeconds,
        String tokenSecret,
        Evolution evolution) {

    public Contract {
        requireNonNull(dataset, "dataset is null");
        requireNonNull(version, "version is null");
        requireNonNull(shape, "shape is null");
        columns = columns == null ? List.of() : List.copyOf(columns);
        key = key == null ? List.of() : List.copyOf(key);
        rowRules = rowRules == null ? List.of() : List.copyOf(rowRules);
        evolution = evolution == null ? Evolution.BACKWARD : evolution;
    }

    /** The raw topic whose records the contract is for; for a table only as far as its dataset tells it. */
    public String rawTopic() {
        return Topics.rawPrefix(dataset.source()) + "." + (elements == null ? dataset.name() : elements.parent());
    }

    public Optional<ContractColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Whether some column's values become tokens, so that a secret is needed. */
    public boolean needsSecret() {
        return columns.stream().anyMatch(column -> column.personalData() == PersonalData.TOKENIZE);
    }
}
