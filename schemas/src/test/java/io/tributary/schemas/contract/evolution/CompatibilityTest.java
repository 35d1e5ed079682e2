package io.tributary.schemas.contract.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.odcs.ContractFile;
import io.tributary.schemas.naming.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    private static final String BEFORE =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: a
            version: 1.0.0
            status: active
            schema:
              - name: people
                physicalType: file
                properties:
                  - { name: id, logicalType: integer, physicalType: int, primaryKey: true }
                  - { name: name, logicalType: string, description: Name. }
                  - { name: pay, logicalType: number, physicalType: "decimal(8,2)" }
                  - { name: city, logicalType: string, classification: confidential }
                  - { name: pin, logicalType: string, classification: restricted }
                  - { name: year, logicalType: string, partitioned: true }
            """;

    @Test
    void whatWidensOrAddsIsAccepted() {
        String now = BEFORE.replace("1.0.0", "1.1.0")
                        .replace(
                                "{ name: id, logicalType: integer, physicalType: int,",
                                "{ name: id, logicalType: integer,")
                        .replace("decimal(8,2)", "decimal(12,2)")
                        .replace("description: Name.", "description: Full name.")
                        .replace("      - { name: pin, logicalType: string, classification: restricted }\n", "")
                + "      - { name: email, logicalType: string }\n";

        assertThat(changes(now)).isEmpty();
        assertThat(Compatibility.check(contract(BEFORE), contract(BEFORE))).isEmpty();
    }

    @Test
    void aChangeNeedsAVersion() {
        assertThat(changes(BEFORE.replace("Name.", "Full name.")))
                .containsExactly("jobs.people: the contract changed, and its version is still 1.0.0; raise the version,"
                        + " which every clean record names");
    }

    @Test
    void whatBreaksQueriesOrRowsIsNot() {
        String raised = BEFORE.replace("1.0.0", "2.0.0");

        assertThat(changes(
                        raised.replace("{ name: name, logicalType: string", "{ name: full_name, logicalType: string")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the column 'name' is gone; keep it");
        assertThat(changes(raised.replace("decimal(8,2)", "decimal(12,4)")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the column 'pay' changed from decimal(8,2) to decimal(12,4); widen it only");
        assertThat(changes(raised.replace("confidential", "public")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the column 'city' was tokenized and is kept now");
        assertThat(changes(raised.replace("description: Name.", "required: true")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the column 'name' became required");
        assertThat(changes(raised + "      - { name: email, logicalType: string, required: true }\n"))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the new column 'email' is required");
        assertThat(changes(raised.replace("primaryKey: true }", "primaryKey: true, primaryKeyPosition: 1 }")
                        .replace("description: Name.", "primaryKey: true")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the key changed from [id] to [id, name]; change it back, or set the custom"
                        + " property 'evolution' of the contract to none");
        assertThat(changes(raised.replace("partitioned: true", "description: Year.")))
                .singleElement()
                .asString()
                .startsWith("jobs.people: the partition changed from year to null");
    }

    @Test
    void aTablesContractMayNameAKeyLater() {
        String table = BEFORE.replace("physicalType: file", "physicalType: table");
        Contract keyless = contract(table.replace(", primaryKey: true", ""));
        Contract keyed = contract(table.replace("1.0.0", "1.1.0"));

        assertThat(Compatibility.check(keyless, keyed)).isEmpty();
        assertThat(Compatibility.check(keyed, keyless))
                .extracting(Incompatibility::text)
                .contains("jobs.people: the key changed from [id] to []; change it back, or set the custom property"
                        + " 'evolution' of the contract to none and build the dataset's tables anew");
    }

    @Test
    void aContractCanAllowAll() {
        String now = BEFORE.replace("1.0.0", "2.0.0").replace("decimal(8,2)", "decimal(12,4)")
                + "customProperties: [{ property: evolution, value: none }]\n";

        assertThat(changes(now)).isEmpty();
    }

    private static List<String> changes(String now) {
        return Compatibility.check(contract(BEFORE), contract(now)).stream()
                .map(Incompatibility::text)
                .toList();
    }

    private static Contract contract(String text) {
        ContractFile file = ContractFile.read("people", new Dataset("jobs", "people"), text);
        assertThat(file.problems()).isEmpty();
        return file.contract().orElseThrow();
    }
}
