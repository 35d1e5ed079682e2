package io.tributary.tests.rivers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of notes, as CSV with quotes and line ends in values, and of events, as JSON lines. One file of notes is not
 * in the encoding that it should be in.
 */
public final class Landing {

    /** A bad record: where it is and which rule it breaks. */
    public record Bad(String path, String line, String rule) {}

    private static final int MANY = 60;
    private static final int FEW = 10;

    private final Path root;
    private final List<Map<String, String>> notes = new ArrayList<>();
    private final List<Map<String, String>> events = new ArrayList<>();
    private final List<Bad> badNotes = new ArrayList<>();
    private final List<Bad> badEvents = new ArrayList<>();

    /** Writes nothing yet. */
    public Landing(Path root) {
        this.root = root;
    }

    public void write() throws IOException {
        writeQuoted();
        writeInLatin1();
        writeEvents();
    }

    private void writeQuoted() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFFauthor,text\n");
        long line = 2;
        for (int i = 0; i < MANY; i++) {
            String note = "said \"é " + i + "\",\nand went";
            text.append("ana,\"").append(note.replace("\"", "\"\"")).append("\"\n");
            notes.add(note("quoted.csv.gz", line, "ana", note));
            line += 2;
        }
        text.append("too,many,values\n");
        badNotes.add(new Bad("notes/quoted.csv.gz", Long.toString(line), "ragged-row"));
        Packed.write(root.resolve("notes/quoted.csv.gz"), text.toString().getBytes(UTF_8));
    }

    /** Every third row has a byte that is none of UTF-8, and no other row pays for it. */
    private void writeInLatin1() throws IOException {
        StringBuilder text = new StringBuilder("author,text\n");
        for (int i = 0; i < FEW; i++) {
            boolean accented = i % 3 == 0;
            text.append("rui,").append(accented ? "não " : "sim ").append(i).append('\n');
            if (accented) {
                badNotes.add(new Bad("notes/wrong.csv", Integer.toString(i + 2), "undecodable-bytes"));
            } else {
                notes.add(note("wrong.csv", i + 2, "rui", "sim " + i));
            }
        }
        Packed.write(root.resolve("notes/wrong.csv"), text.toString().getBytes(ISO_8859_1));
    }

    private void writeEvents() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            text.append("{\"id\": ")
                    .append(i)
                    .append(", \"kind\": \"k")
                    .append(i % 4)
                    .append("\"}\n");
            events.add(new LinkedHashMap<>(Map.of("id", Integer.toString(i), "kind", "k" + i % 4)));
        }
        text.append("{\"id\": 99, \"kind\": \n");
        badEvents.add(new Bad("events/all.jsonl.zst", Integer.toString(MANY + 1), "malformed-json"));
        Packed.write(root.resolve("events/all.jsonl.zst"), text.toString().getBytes(UTF_8));
    }

    private static Map<String, String> note(String file, long line, String author, String text) {
        Map<String, String> note = new LinkedHashMap<>();
        note.put("file", "notes/" + file);
        note.put("line", Long.toString(line));
        note.put("author", author);
        note.put("text", text);
        return note;
    }

    /** All good notes, ordered by file and line. */
    public List<Map<String, String>> notes() {
        return notes.stream()
                .sorted(Comparator.<Map<String, String>, String>comparing(note -> note.get("file"))
                        .thenComparing(note -> Long.parseLong(note.get("line"))))
                .toList();
    }

    /** All good events, ordered by id. */
    public List<Map<String, String>> events() {
        return events;
    }

    public List<Bad> badNotes() {
        return badNotes;
    }

    public List<Bad> badEvents() {
        return badEvents;
    }
}
