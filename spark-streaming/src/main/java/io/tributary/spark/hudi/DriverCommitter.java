package io.tributary.spark.hudi;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hudi.client.HoodieJavaWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.client.common.HoodieJavaEngineContext;
import org.apache.hudi.common.model.DefaultHoodieRecordPayload;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.hadoop.fs.HadoopFSUtils;

/** Writes few rows in the calling thread. */
final class DriverCommitter extends Committer<TableRows.Few> {

    private final HoodieJavaWriteClient<DefaultHoodieRecordPayload> client;
    private final RecordOf recordOf;

    private DriverCommitter(HoodieJavaWriteClient<DefaultHoodieRecordPayload> client, TableSpec spec) {
        super(client);
        this.client = client;
        this.recordOf = new RecordOf(spec);
    }

    static DriverCommitter of(TableSpec spec, HudiSettings settings, Schema schema, Configuration conf) {
        HoodieJavaEngineContext context = new HoodieJavaEngineContext(HadoopFSUtils.getStorageConf(conf));
        return new DriverCommitter(
                new HoodieJavaWriteClient<>(context, WriteConfig.forDriver(spec, settings, schema)), spec);
    }

    @Override
    List<WriteStatus> write(WriteMode mode, TableRows.Few rows, String instant) {
        List<HoodieRecord<DefaultHoodieRecordPayload>> records =
                rows.rows().stream().map(recordOf::call).toList();
        return switch (mode) {
            case UPSERT -> client.upsert(records, instant);
            case INSERT -> client.insert(records, instant);
        };
    }
}
