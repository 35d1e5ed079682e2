package io.tributary.connectors.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFilterTest {

    @ParameterizedTest
    @CsvSource({
        "*.csv, a.csv",
        "*.csv, deep/down/a.csv",
        "visits/*, visits/a.csv",
        "visits/**, visits/a.csv",
        "visits/**, visits/2024/06/a.csv",
        "visits/**.csv, visits/2024/06/a.csv",
        "visits/**/*.csv, visits/a.csv",
        "visits/**/*.csv, visits/2024/06/a.csv",
        "**/a.csv, visits/2024/a.csv",
        "NOVO CAGED/*/*/CAGEDMOV*.7z, NOVO CAGED/2024/202406/CAGEDMOV202406.7z"
    })
    void findsWhatAGlobMatches(String glob, String path) {
        PathFilter filter = new PathFilter(List.of(glob), List.of());

        assertThat(filter.accepts(path)).isTrue();
        // A store that does not go into a folder finds nothing in it.
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            assertThat(filter.mayHold(path.substring(0, slash)))
                    .as(path.substring(0, slash))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "visits/*, visits/2024/a.csv",
        "visits/**, other/a.csv",
        "NOVO CAGED/*/*/CAGEDMOV*.7z, NOVO CAGED/CAGEDMOV202406.7z"
    })
    void findsNothingElse(String glob, String path) {
        PathFilter filter = new PathFilter(List.of(glob), List.of());

        assertThat(filter.accepts(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"visits/*, visits/2024", "visits/**, other", "a/*/b/*.csv, a/x/c"})
    void aFolderThatCanHoldNothingIsNotWalked(String glob, String folder) {
        PathFilter filter = new PathFilter(List.of(glob), List.of());

        assertThat(filter.mayHold(folder)).isFalse();
    }
}
