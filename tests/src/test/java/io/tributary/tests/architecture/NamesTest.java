package io.tributary.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names say what a thing is for. */
class NamesTest {

    private static final Set<String> EMPTY_WORDS = Set.of(
            "util", "utils", "utility", "utilities", "helper", "helpers", "manager", "managers", "common", "misc");
    private static final Pattern EMPTY_CLASS_NAME =
            Pattern.compile("(Utils?|Utilities|Helpers?|Managers?|Common|Misc)(?![a-z])");

    @Test
    void packagesHaveNoEmptyNames() {
        Set<String> packages =
                Module.allClasses().stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages).noneMatch(name -> Arrays.stream(name.split("\\.")).anyMatch(EMPTY_WORDS::contains));
    }

    @Test
    void classesHaveNoEmptyNames() {
        List<String> names =
                Module.allClasses().stream().map(JavaClass::getSimpleName).toList();

        assertThat(names).noneMatch(name -> EMPTY_CLASS_NAME.matcher(name).find());
    }

    @ParameterizedTest
    @EnumSource
    void everyPackageSaysWhatItIsFor(Module module) {
        List<Path> silent = javaFiles(module.sources())
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();

        assertThat(silent).as("packages without package-info.java").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noTestIsSwitchedOff(Module module) {
        Pattern off = Pattern.compile("@(Disabled|Ignore)\\b");

        assertThat(javaFiles(module.testSources()).filter(file -> contains(file, off)))
                .isEmpty();
    }

    private static Stream<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, Pattern pattern) {
        try {
            return pattern.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
