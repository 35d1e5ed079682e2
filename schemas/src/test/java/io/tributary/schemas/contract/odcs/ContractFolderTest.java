package io.tributary.schemas.contract.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Elements;
import io.tributary.schemas.naming.Dataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractFolderTest {

    private static final String CONTRACT =
            """
            apiVersion: v3.0.2
            kind: DataContract
            id: a
            version: "1"
            status: active
            schema:
              - name: %s
                physicalType: document
                properties:
                  - { name: id, logicalType: integer, primaryKey: true, physicalName: /id }
            """;

    private static final String ELEMENTS =
            """
                customProperties:
                  - { property: parent, value: movies }
                  - { property: each, value: /credits/cast }
            """;

    @TempDir
    Path folder;

    @Test
    void theFilesPlaceSaysWhoseContractItIs() throws IOException {
        write("films/movies", CONTRACT.formatted("movies"));
        write("films/actors", CONTRACT.formatted("actors") + ELEMENTS);

        ContractFolder.Reading reading = ContractFolder.read(folder);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.contracts().of(new Dataset("films", "movies"))).isPresent();
        assertThat(reading.contracts().of(new Dataset("films", "actors")).orElseThrow())
                .satisfies(contract -> {
                    assertThat(contract.elements()).isEqualTo(new Elements("movies", "/credits/cast"));
                    assertThat(contract.rawTopic()).isEqualTo("raw.films.movies");
                });
    }

    @Test
    void saysWhatIsWrongWithPlacesNamesAndParents() throws IOException {
        write("movies", CONTRACT.formatted("movies"));
        write("films/series", CONTRACT.formatted("shows"));
        write("films/actors", CONTRACT.formatted("actors") + ELEMENTS);
        Files.write(
                Files.createDirectories(folder.resolve("old")).resolve("jobs.odcs.yaml"),
                "apiVersion: é".getBytes(StandardCharsets.ISO_8859_1));

        ContractFolder.Reading reading = ContractFolder.read(folder);

        assertThat(reading.hasErrors()).isTrue();
        assertThat(reading.problems())
                .extracting(
                        problem -> problem.text().substring(folder.toString().length() + 1))
                .containsExactlyInAnyOrder(
                        "movies.odcs.yaml: the file's place says of no dataset that it is its contract; call it"
                                + " <source>/<dataset>.odcs.yaml in lower-case letters, digits and underscores",
                        "films/series.odcs.yaml:7: the schema object is called 'shows', the file 'series'; give both the"
                                + " dataset's name",
                        "films/actors.odcs.yaml: there is no contract of documents for its parent 'movies'; write one, or"
                                + " correct 'parent'",
                        "old/jobs.odcs.yaml: the file is not UTF-8; save it as UTF-8");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name + ContractFolder.SUFFIX);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
