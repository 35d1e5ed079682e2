package io.tributary.stack.process;

import io.tributary.stack.config.TributaryConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A checkout with the files that a build leaves, all of them empty. */
final class FakeInstallation {

    private final Path folder;

    FakeInstallation(Path folder) throws IOException {
        this.folder = folder;
        for (String process : new String[] {"broker", "connect", "objectstore"}) {
            classPath("local-stack/runtime/" + process);
        }
        for (String module : new String[] {"streams-app", "spark-streaming"}) {
            classPath(module);
            file(module + "/target/tributary-" + module + "-0.1.0-SNAPSHOT.jar");
        }
        file("local-stack/runtime/registry/target/app/registry-runner.jar");
        Files.createDirectories(folder.resolve("home/connectors/target/plugin"));
    }

    ProcessContext context(TributaryConfig config) {
        StateDirectory state = new StateDirectory(folder.resolve("state"));
        state.create();
        return new ProcessContext(new Installation(folder.resolve("home")), state, config);
    }

    Path dependency() {
        return folder.resolve("home/repository/dependency.jar");
    }

    private void classPath(String module) throws IOException {
        file("repository/dependency.jar");
        Path list = folder.resolve("home").resolve(module).resolve("target/runtime.classpath");
        Files.createDirectories(list.getParent());
        Files.writeString(list, dependency().toString());
    }

    private void file(String name) throws IOException {
        Path file = folder.resolve("home").resolve(name);
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }
}
