package io.tributary.schemas.contract.draft;

import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Drafts a contract from rows of a file. */
public final class CsvSample {

    /** Fewer rows do not show that a column's values are all different by more than chance. */
    private static final int ROWS_FOR_A_KEY = 20;

    private CsvSample() {}

    /**
     * The draft.
     *
     * @param header names of the columns
     * @param rows values, as many as names; null or blank where there is none
     */
    public static ContractDraft draft(Dataset dataset, List<String> header, List<String[]> rows) {
        List<DraftColumn> columns = new ArrayList<>();
        boolean keyed = false;
        for (int i = 0; i < header.size(); i++) {
            List<String> texts = texts(rows, i);
            boolean complete = texts.size() == rows.size() && !rows.isEmpty();
            DraftColumn column = DraftColumn.of(header.get(i), GuessedType.of(texts), complete);
            if (!keyed && complete && isKey(header.get(i), texts)) {
                column = column.asKey(1);
                keyed = true;
            }
            columns.add(column);
        }
        return new ContractDraft(dataset, Shape.FILE, columns);
    }

    private static List<String> texts(List<String[]> rows, int column) {
        List<String> texts = new ArrayList<>();
        for (String[] row : rows) {
            if (column < row.length && row[column] != null && !row[column].isBlank()) {
                texts.add(row[column].strip());
            }
        }
        return texts;
    }

    /** A column that is called an id and has a different value in every row. */
    private static boolean isKey(String name, List<String> texts) {
        boolean calledOne = name.toLowerCase(java.util.Locale.ROOT).endsWith("id");
        Set<String> different = new HashSet<>(texts);
        return calledOne && texts.size() >= ROWS_FOR_A_KEY && different.size() == texts.size();
    }
}
