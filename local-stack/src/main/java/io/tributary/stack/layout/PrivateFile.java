package io.tributary.stack.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** Files that only their owner may read. They are replaced as a whole, so that no reader ever sees half of one. */
public final class PrivateFile {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFile() {}

    /**
     * Writes or replaces a file.
     *
     * @throws StackException if the file cannot be written
     */
    public static void write(Path file, String content) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(draft);
            boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
            Files.createFile(draft, posix ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
            Files.writeString(draft, content, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException(
                    "The file " + file + " cannot be written: " + e + ". Check the free space and the permissions", e);
        }
    }

    /** Writes a file in the form that {@link java.util.Properties} reads, keys in order. */
    public static void writeProperties(Path file, Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(properties).forEach((key, value) -> text.append(escaped(key, true))
                .append('=')
                .append(escaped(value, false))
                .append('\n'));
        write(file, text.toString());
    }

    private static String escaped(String text, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case '=', ':', '#', '!' -> escaped.append(key ? "\\" : "").append(character);
                case ' ' -> escaped.append(key || i == 0 ? "\\ " : " ");
                default -> appendCharacter(escaped, character);
            }
        }
        return escaped.toString();
    }

    private static void appendCharacter(StringBuilder escaped, char character) {
        if (character < ' ' || character > '~') {
            escaped.append(String.format("\\u%04x", (int) character));
        } else {
            escaped.append(character);
        }
    }
}
