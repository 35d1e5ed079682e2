package io.tributary.stack.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.stack.layout.PrivateFile;
import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes {@code run/stack.json}. */
final class StackFile {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    StackFile(Path file) {
        this.file = file;
    }

    /**
     * What the file says, or empty if there is none.
     *
     * @throws StackException if it is damaged
     */
    Optional<StackRecord> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            StackRecord found = MAPPER.readValue(Files.readString(file), StackRecord.class);
            if (found == null || found.supervisor() == null) {
                throw damaged("it names no supervisor", null);
            }
            return Optional.of(found);
        } catch (JsonProcessingException e) {
            throw damaged(e.getOriginalMessage().lines().findFirst().orElse("no JSON"), e);
        } catch (IOException e) {
            throw new StackException("The file " + file + " cannot be read: " + e, e);
        }
    }

    void write(StackRecord content) {
        try {
            PrivateFile.write(file, MAPPER.writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stack record is always writable as JSON", e);
        }
    }

    /** Moves a damaged file out of the way, and answers where it is now. */
    Path setAside() {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            return Files.move(file, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StackException("The damaged file " + file + " cannot be moved away: " + e, e);
        }
    }

    private StackException damaged(String reason, Exception cause) {
        return new StackException(
                "The file " + file + ", which lists the running processes, is damaged: " + reason
                        + ". 'tributary up' and 'tributary down' put it aside and look for the processes themselves",
                cause);
    }
}
