package io.tributary.schemas.contract.draft;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column as it seems to be.
 *
 * @param source name or JSON pointer at the source
 * @param logicalType of the standard
 * @param physicalType how wide; null if the logical type says it all
 * @param itemType logical type of an array's elements; null for others
 * @param key place in the key from 1; 0 if it is not in it
 * @param required whether a value was always there
 * @param options {@code logicalTypeOptions}
 * @param custom {@code customProperties}
 * @param remark what the source says of it; may be null
 */
record DraftColumn(
        String source,
        String logicalType,
        String physicalType,
        String itemType,
        int key,
        boolean required,
        Map<String, String> options,
        Map<String, String> custom,
        String remark) {

    DraftColumn {
        options = Map.copyOf(options);
        custom = Map.copyOf(custom);
    }

    static DraftColumn of(String source, GuessedType type, boolean required) {
        Map<String, String> options = new LinkedHashMap<>();
        if (type.format() != null) {
            options.put("format", type.format());
        }
        Map<String, String> custom = new LinkedHashMap<>();
        if (type.decimalComma()) {
            custom.put("decimalSeparator", ",");
        }
        return new DraftColumn(
                source, type.logicalType(), type.physicalType(), null, 0, required, options, custom, null);
    }

    DraftColumn asKey(int position) {
        return new DraftColumn(
                source, logicalType, physicalType, itemType, position, required, options, custom, remark);
    }
}
