package io.tributary.stack.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.stack.status.FilesStatus;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class DatasetProgressTest {

    private static final Schema SCHEMA = SchemaBuilder.record("Progress")
            .fields()
            .requiredString("state")
            .requiredInt("task")
            .requiredLong("files_listed")
            .requiredLong("files_done")
            .requiredLong("bytes_listed")
            .requiredLong("bytes_done")
            .optionalString("file")
            .optionalLong("records")
            .optionalLong("rejected")
            .optionalString("reason")
            .requiredLong("at")
            .endRecord();

    private final DatasetProgress progress = new DatasetProgress();

    @Test
    void theNewestOfEachTaskIsAddedUp() {
        progress.accept(listed(0, 5, 500, 1));
        progress.accept(listed(1, 3, 300, 2));
        progress.accept(file("reading", 1, "b.csv", 1_000, 0, 30, 3));
        progress.accept(file("done", 0, "a.csv", 40, 2, 100, 4));
        progress.accept(file("reading", 1, "b.csv", 2_000, 1, 60, 5_000));

        FilesStatus status = progress.status("jobs", "movements", 2);

        assertThat(status)
                .isEqualTo(new FilesStatus(
                        "jobs", "movements", 8, 1, 800, 160, 0, 2_040, 3, "b.csv", "1970-01-01T00:00:05Z", null));
    }

    @Test
    void tasksThatAreNoMoreDoNotCount() {
        progress.accept(listed(0, 5, 500, 1));
        progress.accept(listed(1, 3, 300, 2));

        assertThat(progress.status("jobs", "movements", 1).filesListed()).isEqualTo(5);
    }

    @Test
    void whyNothingCanBeListedIsToldUntilItCan() {
        progress.accept(listed(0, 5, 500, 1));
        progress.accept(record("unlisted", 0, 2)
                .set("files_listed", 5L)
                .set("files_done", 0L)
                .set("bytes_listed", 500L)
                .set("bytes_done", 0L)
                .set("reason", "no route to host")
                .build());
        String meanwhile = progress.status("jobs", "movements", 1).error();
        progress.accept(listed(0, 5, 500, 3));

        assertThat(meanwhile).isEqualTo("no route to host");
        assertThat(progress.status("jobs", "movements", 1).error()).isNull();
    }

    @Test
    void rejectedFilesAreCounted() {
        progress.accept(file("rejected", 0, "a.7z", 10, 1, 100, 1));

        assertThat(progress.status("jobs", "movements", 1).filesRejected()).isEqualTo(1);
    }

    private static GenericRecord listed(int task, long files, long bytes, long at) {
        return record("listed", task, at)
                .set("files_listed", files)
                .set("files_done", 0L)
                .set("bytes_listed", bytes)
                .set("bytes_done", 0L)
                .build();
    }

    private static GenericRecord file(
            String state, int task, String file, long records, long rejected, long bytesDone, long at) {
        return record(state, task, at)
                .set("files_listed", task == 0 ? 5L : 3L)
                .set("files_done", state.equals("reading") ? 0L : 1L)
                .set("bytes_listed", task == 0 ? 500L : 300L)
                .set("bytes_done", bytesDone)
                .set("file", file)
                .set("records", records)
                .set("rejected", rejected)
                .build();
    }

    private static GenericRecordBuilder record(String state, int task, long at) {
        return new GenericRecordBuilder(SCHEMA)
                .set("state", state)
                .set("task", task)
                .set("at", at);
    }
}
