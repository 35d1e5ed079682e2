package io.tributary.spark.hudi;

import java.util.List;
import org.apache.hudi.common.data.HoodieData;
import org.apache.hudi.common.engine.HoodieEngineContext;
import org.apache.hudi.common.model.HoodieBaseFile;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.HoodieRecordLocation;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.index.HoodieIndexUtils;
import org.apache.hudi.index.simple.HoodieSimpleIndex;
import org.apache.hudi.table.HoodieTable;

/**
 * The index of silver tables that have no partitions. A table of one file that may still grow needs no look-up: every
 * row belongs into that file, whether its key is there (it replaces the row), is not (it is added) or is a delete of
 * what is not there (nothing happens). Reading the keys of such a table costs about as much as joining them with those
 * of a small batch, and neither tells anything. Larger tables are looked through by {@link HoodieSimpleIndex}.
 */
public final class OneFileIndex extends HoodieSimpleIndex {

    private static final long serialVersionUID = 1L;

    /** Called by Hudi, which finds the class by its name. */
    public OneFileIndex(HoodieWriteConfig config) {
        super(config, Option.empty());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public <R> HoodieData<HoodieRecord<R>> tagLocation(
            HoodieData<HoodieRecord<R>> records, HoodieEngineContext context, HoodieTable table) {
        List<HoodieBaseFile> files = HoodieIndexUtils.getLatestBaseFilesForPartition("", table);
        if (files.size() != 1 || files.get(0).getFileSize() >= config.getParquetSmallFileLimit()) {
            return super.tagLocation(records, context, table);
        }
        String commit = files.get(0).getCommitTime();
        String file = files.get(0).getFileId();
        return records.map(record -> locatedAt(record, commit, file));
    }

    private static <R> HoodieRecord<R> locatedAt(HoodieRecord<R> record, String commit, String file) {
        return HoodieIndexUtils.tagRecord(record, new HoodieRecordLocation(commit, file));
    }
}
