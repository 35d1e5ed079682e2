package io.tributary.stack.config;

import io.tributary.schemas.naming.Dataset;
import io.tributary.stack.layout.ProcessName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code sources}. */
final class SourcesSection {

    private static final List<String> TYPES = List.of(PostgresSource.TYPE, FilesSource.TYPE, TmdbSource.TYPE);

    private final Path folder;

    SourcesSection(Path folder) {
        this.folder = folder;
    }

    Map<String, SourceConfig> read(Section sources) {
        Map<String, SourceConfig> read = new LinkedHashMap<>();
        for (String name : sources.keys()) {
            if (!Dataset.SOURCE_NAME.matcher(name).matches()) {
                throw sources.problem(
                        name,
                        "a source's name is made of lower-case letters, digits and underscores, begins with a letter and"
                                + " has at most 31 characters");
            }
            if (ProcessName.ofLabel(name).isPresent()) {
                throw sources.problem(
                        name, "this name belongs to a process of the stack; choose another for the source");
            }
            read.put(name, source(name, sources.section(name)));
        }
        return read;
    }

    private SourceConfig source(String name, Section section) {
        String type = section.requiredText("type", PostgresSource.TYPE);
        return switch (type) {
            case PostgresSource.TYPE -> new PostgresSection(folder).read(name, section);
            case FilesSource.TYPE -> FilesSection.read(name, section);
            case TmdbSource.TYPE -> TmdbSection.read(name, section);
            default -> throw unknown(type, section);
        };
    }

    private static ConfigException unknown(String type, Section section) {
        String hint = Spelling.closest(type, TYPES)
                .map(close -> "; did you mean '" + close + "'?")
                .orElse("");
        return section.problem(
                "type", "'" + type + "' is not a type of source; known: " + String.join(", ", TYPES) + hint);
    }
}
