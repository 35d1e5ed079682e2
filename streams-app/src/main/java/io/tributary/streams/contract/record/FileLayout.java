package io.tributary.streams.contract.record;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.naming.SafeName;
import io.tributary.schemas.wire.RawField;
import io.tributary.streams.contract.row.RawColumns;
import io.tributary.streams.deadletter.RejectedRecordException;
import io.tributary.streams.deadletter.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Where a contract's columns are in the rows of files with one header. */
final class FileLayout {

    private static final String META_PREFIX = "_meta.";
    private static final int ABSENT = -1;

    private final Contract contract;
    private final OriginLayout origin;
    private final List<String> header = new ArrayList<>();
    private final int[] positions;
    private final String[] metas;
    private final Set<Integer> used = new HashSet<>();

    private FileLayout(Contract contract, OriginLayout origin, int columns) {
        this.contract = contract;
        this.origin = origin;
        this.positions = new int[columns];
        this.metas = new String[columns];
    }

    static FileLayout of(Contract contract, Schema raw) throws RejectedRecordException {
        FileLayout layout = new FileLayout(
                contract, OriginLayout.of(raw), contract.columns().size());
        Map<String, Integer> exact = new HashMap<>();
        Map<String, Integer> safe = new HashMap<>();
        for (Schema.Field field : raw.getFields()) {
            if (!field.name().equals(OriginLayout.META)) {
                String name = RawField.originalName(field);
                layout.header.add(name);
                exact.putIfAbsent(name, field.pos());
                safe.putIfAbsent(SafeName.of(name), field.pos());
            }
        }
        for (int i = 0; i < layout.positions.length; i++) {
            layout.find(i, contract.columns().get(i).sources(), exact, safe);
        }
        return layout;
    }

    private void find(int column, List<String> sources, Map<String, Integer> exact, Map<String, Integer> safe) {
        positions[column] = ABSENT;
        for (String source : sources) {
            if (source.startsWith(META_PREFIX)) {
                metas[column] = source.substring(META_PREFIX.length());
                return;
            }
            Integer position = exact.getOrDefault(source, source.isBlank() ? null : safe.get(SafeName.of(source)));
            if (position != null) {
                positions[column] = position;
                used.add(position);
                return;
            }
        }
    }

    Origin origin(GenericRecord raw) throws RejectedRecordException {
        return origin.read(raw);
    }

    RawColumns columns(GenericRecord raw) {
        return column -> value(raw, column);
    }

    private Object value(GenericRecord raw, int column) throws RejectedRecordException {
        if (positions[column] != ABSENT) {
            return raw.get(positions[column]);
        }
        if (metas[column] != null) {
            return origin.text(raw, metas[column]);
        }
        ContractColumn missing = contract.columns().get(column);
        if (missing.required() == Severity.REJECT || contract.key().contains(missing.name())) {
            throw new RejectedRecordException(
                    Rule.MISSING_COLUMN,
                    missing.name(),
                    "The file has no column " + String.join(" or ", missing.sources()) + "; it has " + header
                            + "; add its name there to the contract (physicalName, or the custom property 'aliases')");
        }
        return null;
    }

    /** Columns of the file that no column of the contract is made of. */
    List<String> unused() {
        List<String> names = new ArrayList<>(header);
        used.stream().sorted().map(header::get).forEach(names::remove);
        return names;
    }
}
