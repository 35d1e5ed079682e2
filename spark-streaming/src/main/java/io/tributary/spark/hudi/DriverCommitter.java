package io.tributary.spark.hudi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.client.HoodieJavaWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieJavaEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;
import org.apache.hudi.table.HoodieJavaTable;

/** Writes few rows in the calling thread. */
final class DriverCommitter extends Committer<TableRows.Few> {

    private final HoodieJavaWriteClient<DefaultHoodieRecordPayload> client;
    private final HoodieJavaEngineContext context;
    private final HoodieWriteConfig config;
    private final TableSpec spec;
    private final RecordOf recordOf;
    private final Placement placement;
    private final KeyLookup lookup;

    private DriverCommitter(
            HoodieJavaWriteClient<DefaultHoodieRecordPayload> client,
            HoodieJavaEngineContext context,
            HoodieWriteConfig config,
            TableSpec spec) {
        super(client);
        this.client = client;
        this.context = context;
        this.config = config;
        this.spec = spec;
        this.recordOf = new RecordOf(spec);
        this.placement = new Placement(spec);
        this.lookup = new KeyLookup(config, spec);
    }

    static DriverCommitter of(TableSpec spec, HudiSettings settings, Schema schema, Configuration conf) {
        HoodieJavaEngineContext context = new HoodieJavaEngineContext(HadoopFSUtils.getStorageConf(conf));
        HoodieWriteConfig config = WriteConfig.forDriver(spec, settings, schema);
        return new DriverCommitter(new HoodieJavaWriteClient<>(context, config), context, config, spec);
    }

    @Override
    List<WriteStatus> write(WriteMode mode, TableRows.Few rows, String instant) {
        return switch (mode) {
            case UPSERT ->
                spec.rowsMove()
                        ? client.upsertPreppedRecords(placed(rows, stored(rows)), instant)
                        : client.upsert(records(rows), instant);
            case INSERT -> client.insert(spec.rowsMove() ? placed(rows, Map.of()) : records(rows), instant);
        };
    }

    private List<HoodieRecord<DefaultHoodieRecordPayload>> records(TableRows.Few rows) {
        return rows.rows().stream().map(recordOf::call).toList();
    }

    private List<HoodieRecord<DefaultHoodieRecordPayload>> placed(TableRows.Few rows, Map<String, StoredRow> there) {
        return rows.rows().stream()
                .flatMap(row -> placement.of(row, there).stream())
                .toList();
    }

    private Map<String, StoredRow> stored(TableRows.Few rows) {
        BatchKeys keys = BatchKeys.of(rows.rows().stream().map(recordOf::key).toList());
        KeyLookup.Candidates candidates = lookup.candidates(HoodieJavaTable.create(config, context), keys);
        Map<String, StoredRow> found = new HashMap<>();
        for (TableFile file : candidates.files()) {
            candidates.table().in(file, keys).forEach(each -> found.put(each._1(), each._2()));
        }
        return found;
    }
}
