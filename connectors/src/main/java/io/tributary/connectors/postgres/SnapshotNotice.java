package io.tributary.connectors.postgres;

import io.debezium.pipeline.notification.IncrementalSnapshotNotificationService;
import io.debezium.pipeline.notification.IncrementalSnapshotNotificationService.TableScanCompletionStatus;
import io.debezium.pipeline.notification.InitialSnapshotNotificationService;
import io.debezium.pipeline.notification.Notification;
import io.debezium.pipeline.notification.SnapshotStatus;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/**
 * What Debezium says of a snapshot. It says so among the records, behind the rows that it is about.
 *
 * @param event what has happened
 * @param table {@code schema.table}, of an incremental snapshot; else null
 */
record SnapshotNotice(Event event, String table) {

    enum Event {
        BLOCKING_COMPLETED,
        BLOCKING_FAILED,
        INCREMENTAL_COMPLETED,
        INCREMENTAL_FAILED,
        /** Nothing that matters. */
        OTHER
    }

    static SnapshotNotice of(Struct notification) {
        String type = notification.getString(Notification.TYPE);
        String about = notification.getString(Notification.AGGREGATE_TYPE);
        if (about.equals(InitialSnapshotNotificationService.INITIAL_SNAPSHOT)) {
            // So are blocking ones called. There are none before the first snapshot is complete.
            return new SnapshotNotice(
                    switch (type) {
                        case "COMPLETED" -> Event.BLOCKING_COMPLETED;
                        case "ABORTED" -> Event.BLOCKING_FAILED;
                        default -> Event.OTHER;
                    },
                    null);
        }
        if (!type.equals(SnapshotStatus.TABLE_SCAN_COMPLETED.name())) {
            return new SnapshotNotice(Event.OTHER, null);
        }
        Map<String, String> details = notification.getMap(Notification.ADDITIONAL_DATA);
        boolean failed = TableScanCompletionStatus.SQL_EXCEPTION
                .name()
                .equals(details.get(IncrementalSnapshotNotificationService.STATUS));
        return new SnapshotNotice(
                failed ? Event.INCREMENTAL_FAILED : Event.INCREMENTAL_COMPLETED,
                details.get(IncrementalSnapshotNotificationService.SCANNED_COLLECTION));
    }
}
