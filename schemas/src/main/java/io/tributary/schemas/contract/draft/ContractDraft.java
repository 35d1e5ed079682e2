package io.tributary.schemas.contract.draft;

import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.naming.Dataset;
import io.tributary.schemas.naming.SafeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A first contract. It can be used as it is, and says where it wants to be looked at. */
public final class ContractDraft {

    private final Dataset dataset;
    private final Shape shape;
    private final List<DraftColumn> columns;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> names = new HashSet<>();

    ContractDraft(Dataset dataset, Shape shape, List<DraftColumn> columns) {
        this.dataset = dataset;
        this.shape = shape;
        this.columns = List.copyOf(columns);
    }

    /** The contract's file. */
    public String toYaml() {
        text.setLength(0);
        names.clear();
        line("# Written from what the data looks like: correct types, say what rows and columns mean, add rules.");
        line("apiVersion: v3.1.0");
        line("kind: DataContract");
        line("id: " + dataset.source() + "." + dataset.name());
        line("version: 0.1.0");
        line("status: draft");
        line("schema:");
        line("  - name: " + dataset.name());
        line("    physicalType: " + shape.code());
        line("    description: One row per ...");
        line("    properties:");
        for (DraftColumn column : withKey()) {
            write(column);
        }
        return text.toString();
    }

    /** Files have a key in any case: where no column makes one, the place in the file does. */
    private List<DraftColumn> withKey() {
        if (shape != Shape.FILE || columns.stream().anyMatch(column -> column.key() > 0)) {
            return columns;
        }
        List<DraftColumn> all = new ArrayList<>();
        all.add(place("_meta.file", "string", 1));
        all.add(place("_meta.line", "integer", 2));
        all.addAll(columns);
        return all;
    }

    private static DraftColumn place(String source, String type, int key) {
        return new DraftColumn(
                source, type, null, null, key, false, Map.of(), Map.of(), "No column is a key as it seems.");
    }

    private void write(DraftColumn column) {
        String name = name(column.source());
        line("      - name: " + name);
        if (!name.equals(column.source())) {
            line("        physicalName: " + quoted(column.source()));
        }
        line("        logicalType: " + column.logicalType());
        if (column.physicalType() != null) {
            line("        physicalType: " + column.physicalType());
        }
        if (column.itemType() != null) {
            line("        items: { logicalType: " + column.itemType() + " }");
        }
        if (column.key() > 0) {
            line("        primaryKey: true");
            line("        primaryKeyPosition: " + column.key());
        } else if (column.required()) {
            line("        required: true");
        }
        if (column.remark() != null && !column.remark().isBlank()) {
            line("        description: " + quoted(column.remark().strip()));
        }
        if (!column.options().isEmpty()) {
            line("        logicalTypeOptions:");
            new TreeMap<>(column.options())
                    .forEach((key, value) ->
                            line("          " + key + ": " + (value.equals("true") ? value : quoted(value))));
        }
        if (!column.custom().isEmpty()) {
            line("        customProperties:");
            new TreeMap<>(column.custom())
                    .forEach((key, value) ->
                            line("          - { property: " + key + ", value: " + quoted(value) + " }"));
        }
    }

    /** A safe name that no other column has. */
    private String name(String source) {
        String bare = source.startsWith("/") ? source.substring(1) : source;
        String safe = SafeName.of(bare.startsWith("_meta.") ? bare.substring("_meta.".length()) : bare);
        String name = safe;
        for (int n = 2; !names.add(name); n++) {
            name = safe + "_" + n;
        }
        return name;
    }

    /** A text that YAML takes for text, whatever is in it. */
    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + "\"";
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
