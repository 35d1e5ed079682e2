package io.tributary.stack.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A child process for tests: it says that it serves by making a file with its pid, then waits for its end. */
final class DummyChild {

    private DummyChild() {}

    /**
     * Runs it.
     *
     * @param args the file to make, or {@code die} to end at once with exit code 7
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("die")) {
            System.out.println("dummy cannot live");
            System.exit(7);
        }
        Files.writeString(
                Path.of(args[0]), String.valueOf(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }
}
