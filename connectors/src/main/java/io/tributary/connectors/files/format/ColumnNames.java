package io.tributary.connectors.files.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the names in a header usable as they stand: a blank one gets its number, a repeated one a number behind it. */
final class ColumnNames {

    private ColumnNames() {}

    static List<String> unique(List<String> header) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            String base = header.get(i) == null || header.get(i).isBlank()
                    ? "column_" + (i + 1)
                    : header.get(i).strip();
            String name = base;
            for (int n = 2; !taken.add(name); n++) {
                name = base + "_" + n;
            }
            names.add(name);
        }
        return names;
    }
}
