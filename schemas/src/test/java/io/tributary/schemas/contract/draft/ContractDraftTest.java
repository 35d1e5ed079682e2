package io.tributary.schemas.contract.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.odcs.ContractFile;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractDraftTest {

    private final Dataset dataset = new Dataset("jobs", "people");

    @Test
    void aFilesTypesAreGuessedFromItsValues() {
        List<String[]> rows = List.of(
                new String[] {
                    "01310", "12,5", "31/12/2020", "2020-12-31 10:00:00", "5", "true", "SP", "", "-23.548945985189434"
                },
                new String[] {"99999", "1000", "01/02/2021", "2021-02-01T10:00:00Z", "-12", "false", "x\"y", null, "-47"
                });

        Contract contract = read(CsvSample.draft(
                dataset, List.of("CEP", "salário", "born", "seen at", "n", "ok", "state", "empty", "lat"), rows));

        assertThat(contract.shape()).isEqualTo(Shape.FILE);
        assertThat(types(contract))
                .containsExactly(
                        "file string",
                        "line long",
                        "cep string",
                        "salario decimal(9,1)",
                        "born date",
                        "seen_at local timestamp",
                        "n long",
                        "ok boolean",
                        "state string",
                        "empty string",
                        "lat double");
        assertThat(contract.key()).containsExactly("file", "line");
        ContractColumn salary = contract.column("salario").orElseThrow();
        assertThat(salary.sources()).containsExactly("salário");
        assertThat(salary.cleaning().decimalSeparator()).isEqualTo(",");
        assertThat(salary.required()).isEqualTo(Severity.REJECT);
        assertThat(contract.column("born").orElseThrow().cleaning().formats()).containsExactly("dd/MM/yyyy");
        assertThat(contract.column("empty").orElseThrow().required()).isNull();
    }

    @Test
    void aFilesIdIsItsKeyIfItIsDifferentInEveryRow() {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(new String[] {"7", Integer.toString(i)});
        }

        assertThat(read(CsvSample.draft(dataset, List.of("userId", "ratingId"), rows))
                        .key())
                .containsExactly("ratingid");
    }

    @Test
    void documentsAreFlattened() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();

        Contract contract = read(JsonSample.draft(
                dataset,
                List.of(
                        json.readTree(
                                """
                                {"id": 1, "title": "a", "vote": 7, "adult": false, "released": "2020-01-01", "tags": ["x"],
                                 "cast": [{"name": "b"}], "in": {"id": 3, "a/b": "c"}}"""),
                        json.readTree(
                                "{\"id\": 2, \"title\": \"7\", \"vote\": 7.5, \"in\": null, \"released\": \"\"}"))));

        assertThat(types(contract))
                .containsExactly(
                        "id long",
                        "title string",
                        "vote double",
                        "adult boolean",
                        "released date",
                        "tags array of string",
                        "cast json",
                        "in_id long",
                        "in_a_1b string",
                        "in string");
        assertThat(contract.key()).containsExactly("id");
        assertThat(contract.column("in_a_1b").orElseThrow().sources()).containsExactly("/in/a~1b");
    }

    @Test
    void aTablesColumnsAreKnown() {
        Contract contract = read(TableSample.draft(
                dataset,
                List.of(
                        new TableSample.Column("id", "int4", 10, 0, false, 1, "The: \"person\"."),
                        new TableSample.Column("Pay", "numeric", 10, 2, true, 0, null),
                        new TableSample.Column("exact", "numeric", 0, 0, true, 0, null),
                        new TableSample.Column("seen", "timestamptz", 35, 6, false, 0, null),
                        new TableSample.Column("tags", "_text", 0, 0, true, 0, null),
                        new TableSample.Column("doc", "jsonb", 0, 0, true, 0, null),
                        new TableSample.Column("photo", "bytea", 0, 0, true, 0, null))));

        assertThat(contract.shape()).isEqualTo(Shape.TABLE);
        assertThat(types(contract))
                .containsExactly(
                        "id int",
                        "pay decimal(10,2)",
                        "exact string",
                        "seen timestamp",
                        "tags array of string",
                        "doc json");
        assertThat(contract.key()).containsExactly("id");
        assertThat(contract.column("id").orElseThrow().description()).isEqualTo("The: \"person\".");
        assertThat(contract.column("seen").orElseThrow().required()).isEqualTo(Severity.REJECT);
    }

    private Contract read(ContractDraft draft) {
        ContractFile file = ContractFile.read("draft", dataset, draft.toYaml());
        assertThat(file.problems()).as(draft.toYaml()).isEmpty();
        return file.contract().orElseThrow();
    }

    private static List<String> types(Contract contract) {
        return contract.columns().stream()
                .map(column -> column.name() + " " + column.type().text())
                .toList();
    }
}
