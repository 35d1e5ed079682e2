package io.tributary.stack.config;

import io.tributary.stack.layout.ProcessName;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file. */
final class ConfigFile {

    private static final List<String> TOP_KEYS = List.of("lake", "archive", "contracts", "sources", "stack");
    private static final int MAX_PARTITIONS = 1000;

    private final Path file;
    private final Path folder;
    private final Map<String, String> environment;

    ConfigFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.folder = file.toAbsolutePath().getParent();
        this.environment = environment;
    }

    TributaryConfig read() {
        return parse(text());
    }

    /** Reads one key only, so that nothing is asked of the values of others. */
    Optional<Path> readContracts() {
        return contracts(top(text()));
    }

    TributaryConfig parse(String yaml) {
        Section top = top(yaml);
        return new TributaryConfig(
                LakeSection.read(top.section("lake")),
                ArchiveSection.read(top.section("archive")),
                contracts(top),
                new SourcesSection(folder).read(top.section("sources")),
                stack(top.section("stack")));
    }

    private Section top(String yaml) {
        Section top = new Section(
                file.toString(), "", YamlTree.parse(file.toString(), yaml), new Interpolation(environment, folder));
        top.allowOnly(TOP_KEYS);
        return top;
    }

    private Optional<Path> contracts(Section top) {
        return top.text("contracts").map(folder::resolve).map(Path::normalize);
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file; name another with --config");
        } catch (MalformedInputException e) {
            throw new ConfigException(file + ": this is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new ConfigException(file + ": the file cannot be read ("
                    + e.getClass().getSimpleName() + "); check that it is a file and that you may read it");
        }
    }

    private static StackConfig stack(Section section) {
        section.allowOnly(List.of("ports", "memory", "partitions", "triggers", "settings", "jvm"));
        Section triggers = section.section("triggers");
        triggers.allowOnly(List.of("silver", "bronze"));
        return new StackConfig(
                ports(section.section("ports")),
                heaps(section.section("memory")),
                section.count("partitions", MAX_PARTITIONS).orElse(1),
                triggers.duration("silver"),
                triggers.duration("bronze"),
                settings(section.section("settings")),
                jvmFlags(section.section("jvm")));
    }

    private static Ports ports(Section section) {
        section.allowOnly(Arrays.stream(PortRole.values()).map(PortRole::key).toList());
        Map<PortRole, Integer> chosen = new EnumMap<>(PortRole.class);
        for (PortRole role : PortRole.values()) {
            section.port(role.key()).ifPresent(port -> chosen.put(role, port));
        }
        Ports ports = Ports.of(chosen);
        Map<Integer, PortRole> owners = new HashMap<>();
        for (PortRole role : PortRole.values()) {
            PortRole other = owners.putIfAbsent(ports.of(role), role);
            if (other != null) {
                PortRole written = chosen.containsKey(role) ? role : other;
                throw section.problem(
                        written.key(),
                        "port " + ports.of(role) + " is used for " + other.key() + " and for " + role.key()
                                + "; give each its own");
            }
        }
        return ports;
    }

    private static Map<ProcessName, HeapSize> heaps(Section section) {
        section.allowOnly(processKeys());
        Map<ProcessName, HeapSize> heaps = new EnumMap<>(ProcessName.class);
        for (ProcessName process : ProcessName.values()) {
            section.parsed(process.label(), HeapSize::parse, "a heap size of at least 16m, such as 512m or 2g")
                    .ifPresent(size -> heaps.put(process, size));
        }
        return heaps;
    }

    private static Map<ProcessName, Map<String, String>> settings(Section section) {
        section.allowOnly(processKeys());
        Map<ProcessName, Map<String, String>> settings = new EnumMap<>(ProcessName.class);
        for (ProcessName process : ProcessName.values()) {
            if (section.has(process.label())) {
                settings.put(process, section.section(process.label()).texts());
            }
        }
        return settings;
    }

    private static Map<ProcessName, List<String>> jvmFlags(Section section) {
        section.allowOnly(processKeys().stream()
                .filter(key -> !key.equals(ProcessName.POSTGRES.label()))
                .toList());
        Map<ProcessName, List<String>> flags = new EnumMap<>(ProcessName.class);
        for (ProcessName process : ProcessName.values()) {
            List<String> own = section.list(
                    process.label(),
                    text -> Optional.of(text).filter(flag -> flag.startsWith("-")),
                    "a flag of the JVM, such as \"-Djavax.net.ssl.trustStore=/etc/ca.p12\"");
            if (!own.isEmpty()) {
                flags.put(process, own);
            }
        }
        return flags;
    }

    private static List<String> processKeys() {
        return Arrays.stream(ProcessName.values()).map(ProcessName::label).toList();
    }
}
