package io.tributary.stack.process;

import io.tributary.stack.layout.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder for a process's temporary files. A killed process leaves them behind; nothing in them outlives it. */
final class ScratchFolder {

    private ScratchFolder() {}

    /** Makes the folder, or deletes what is in it. */
    static Path emptied(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    List<Path> deepestFirst =
                            old.sorted(Comparator.reverseOrder()).toList();
                    for (Path path : deepestFirst) {
                        Files.deleteIfExists(path);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("The scratch folder " + folder + " cannot be emptied: " + e, e);
        }
    }
}
