package io.tributary.stack.progress;

import io.tributary.stack.release.DoneFile;
import io.tributary.stack.status.FilesStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** What the records of one progress topic of a files connector add up to. Used by one thread at a time. */
final class DatasetProgress {

    private final Map<Integer, Totals> tasks = new TreeMap<>();
    private final Map<String, ReadFile> files = new TreeMap<>();
    private final Map<String, DoneFile> done = new TreeMap<>();

    /** What a task said last. */
    private record Totals(
            long filesListed, long filesDone, long bytesListed, long bytesDone, long at, String trouble) {}

    /** Takes a record in; those of a task and of a file come in order. */
    void accept(GenericRecord record) {
        long at = (Long) record.get("at");
        tasks.put(
                (Integer) record.get("task"),
                new Totals(
                        (Long) record.get("files_listed"),
                        (Long) record.get("files_done"),
                        (Long) record.get("bytes_listed"),
                        (Long) record.get("bytes_done"),
                        at,
                        record.get("state").toString().equals("unlisted")
                                ? String.valueOf(record.get("reason"))
                                : null));
        Object path = record.get("file");
        if (path != null) {
            acceptDone(record, path.toString());
            files.put(
                    path.toString(),
                    new ReadFile(
                            path.toString(),
                            record.get("state").toString(),
                            (Long) record.get("records"),
                            (Long) record.get("rejected"),
                            at));
        }
    }

    /** A file that is read again, or of which an older version of the connector spoke, is not known to be done. */
    private void acceptDone(GenericRecord record, String path) {
        if (record.get("state").toString().equals("done") && record.hasField("size")) {
            Object tag = record.get("tag");
            done.put(
                    path,
                    new DoneFile(
                            path,
                            (Long) record.get("generation"),
                            (Long) record.get("size"),
                            (Long) record.get("modified"),
                            tag == null ? null : tag.toString()));
        } else {
            done.remove(path);
        }
    }

    /** The files whose newest generation is read to its end. */
    List<DoneFile> done() {
        return List.copyOf(done.values());
    }

    /**
     * The sum over the tasks.
     *
     * @param taskCount how many there are now; what those of an earlier, larger number said is passed over
     */
    FilesStatus status(String source, String dataset, int taskCount) {
        long filesListed = 0;
        long filesDone = 0;
        long bytesListed = 0;
        long bytesDone = 0;
        long at = 0;
        String trouble = null;
        for (Map.Entry<Integer, Totals> task : tasks.entrySet()) {
            if (task.getKey() < taskCount) {
                Totals totals = task.getValue();
                filesListed += totals.filesListed();
                filesDone += totals.filesDone();
                bytesListed += totals.bytesListed();
                bytesDone += totals.bytesDone();
                at = Math.max(at, totals.at());
                trouble = trouble == null ? totals.trouble() : trouble;
            }
        }
        return new FilesStatus(
                source,
                dataset,
                filesListed,
                filesDone,
                bytesListed,
                bytesDone,
                files.values().stream()
                        .filter(file -> file.state().equals("rejected"))
                        .count(),
                files.values().stream().mapToLong(ReadFile::records).sum(),
                files.values().stream().mapToLong(ReadFile::rejected).sum(),
                filesDone < filesListed ? reading() : null,
                Instant.ofEpochMilli(at).toString(),
                trouble);
    }

    private String reading() {
        return files.values().stream()
                .filter(file -> file.state().equals("reading"))
                .max(Comparator.comparingLong(ReadFile::at))
                .map(ReadFile::path)
                .orElse(null);
    }
}
