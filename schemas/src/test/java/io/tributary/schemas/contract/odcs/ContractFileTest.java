package io.tributary.schemas.contract.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.Cleaning;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Contracts;
import io.tributary.schemas.contract.Evolution;
import io.tributary.schemas.contract.LetterCase;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.RowRule;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueRule;
import io.tributary.schemas.contract.ValueType;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.schemas.naming.Dataset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractFileTest {

    private static final String HEAD =
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: jobs.movements
            version: 1.2.0
            status: active
            """;

    private static final String MOVEMENTS = HEAD
            + """
            description:
              purpose: What the file is for.
            customProperties:
              - { property: tokenSecret, value: "${env:JOBS_SECRET}" }
            slaProperties:
              - { property: latency, value: 2, unit: h }
            schema:
              - name: movements
                physicalType: file
                description: One row per hiring or dismissal.
                quality:
                  - name: hours-fit-pay
                    type: custom
                    engine: cel
                    implementation: salary == null || hours > 0
                    severity: warning
                  - metric: duplicateValues
                    mustBe: 0
                    severity: warning
                properties:
                  - name: line
                    physicalName: _meta.line
                    logicalType: integer
                    primaryKey: true
                    primaryKeyPosition: 2
                  - name: period
                    physicalName: _meta.period
                    logicalType: string
                    primaryKey: true
                    primaryKeyPosition: 1
                    logicalTypeOptions: { pattern: "[0-9]{6}" }
                  - name: year
                    logicalType: string
                    transformLogic: period.substring(0, 4)
                    partitioned: true
                  - name: salary
                    physicalName: salário
                    logicalType: number
                    physicalType: decimal(12,2)
                    description: Pay a month, in reais.
                    logicalTypeOptions: { minimum: 0 }
                    customProperties:
                      - { property: decimalSeparator, value: "," }
                      - { property: aliases, value: [salario, "Salário Mensal"] }
                  - name: hours
                    logicalType: integer
                    physicalType: int
                    required: true
                    quality:
                      - metric: invalidValues
                        arguments: { validValues: [20, 44] }
                        mustBe: 0
                        severity: warning
                  - name: sex
                    logicalType: string
                    classification: confidential
                    customProperties:
                      - { property: codes, value: { "1": male, "3": female } }
                      - { property: case, value: upper }
                      - { property: trim, value: false }
            """;

    private final Dataset movements = new Dataset("jobs", "movements");

    @Test
    void readsAllThatAContractDrives() {
        Contract contract = read(MOVEMENTS).contract().orElseThrow();

        assertThat(contract.version()).isEqualTo("1.2.0");
        assertThat(contract.description()).isEqualTo("One row per hiring or dismissal.");
        assertThat(contract.shape()).isEqualTo(Shape.FILE);
        assertThat(contract.key()).containsExactly("period", "line");
        assertThat(contract.partition()).isEqualTo("year");
        assertThat(contract.freshnessSeconds()).isEqualTo(7_200);
        assertThat(contract.tokenSecret()).isEqualTo("${env:JOBS_SECRET}");
        assertThat(contract.duplicateKeys()).isEqualTo(Severity.WARN);
        assertThat(contract.evolution()).isEqualTo(Evolution.BACKWARD);
        assertThat(contract.rawTopic()).isEqualTo("raw.jobs.movements");
        assertThat(contract.rowRules())
                .containsExactly(new RowRule("hours-fit-pay", "salary == null || hours > 0", null, Severity.WARN));
        assertThat(contract.columns())
                .extracting(ContractColumn::name)
                .containsExactly("line", "period", "year", "salary", "hours", "sex");
    }

    @Test
    void readsTypesCleaningAndRulesOfAColumn() {
        Contract contract = read(MOVEMENTS).contract().orElseThrow();

        ContractColumn salary = contract.column("salary").orElseThrow();
        assertThat(salary.type()).isEqualTo(ValueType.decimal(12, 2));
        assertThat(salary.sources()).containsExactly("salário", "salario", "Salário Mensal");
        assertThat(salary.cleaning().decimalSeparator()).isEqualTo(",");
        assertThat(salary.cleaning().trim()).isTrue();
        assertThat(salary.cleaning().emptyToNull()).isTrue();
        assertThat(salary.description()).isEqualTo("Pay a month, in reais.");
        assertThat(salary.rules()).containsExactly(new ValueRule.Range("0", false, null, false, Severity.REJECT));
        assertThat(contract.column("year").orElseThrow().rules())
                .containsExactly(new ValueRule.Length(0, 60, Severity.REJECT));
        ContractColumn hours = contract.column("hours").orElseThrow();
        assertThat(hours.type()).isEqualTo(ValueType.of(Kind.INT));
        assertThat(hours.required()).isEqualTo(Severity.REJECT);
        assertThat(hours.rules()).containsExactly(new ValueRule.OneOf(List.of("20", "44"), Severity.WARN));
        ContractColumn sex = contract.column("sex").orElseThrow();
        assertThat(sex.personalData()).isEqualTo(PersonalData.TOKENIZE);
        assertThat(sex.cleaning().letterCase()).isEqualTo(LetterCase.UPPER);
        assertThat(sex.cleaning().trim()).isFalse();
        assertThat(sex.cleaning().codes()).isEqualTo(Map.of("1", "male", "3", "female"));
    }

    @Test
    void theJsonFormSaysTheSame() {
        Contracts contracts = new Contracts(List.of(read(MOVEMENTS).contract().orElseThrow()));

        assertThat(Contracts.ofJson(contracts.toJson())).isEqualTo(contracts);
    }

    @Test
    void aTablesValuesAreTakenAsTheyAre() {
        ContractFile read = read(
                HEAD
                        + """
                schema:
                  - name: movements
                    physicalType: table
                    properties:
                      - { name: state, logicalType: string }
                """);

        assertThat(read.problems()).isEmpty();
        assertThat(read.contract().orElseThrow().columns().get(0).cleaning()).isEqualTo(Cleaning.none());
        assertThat(read.contract().orElseThrow().key()).isEmpty();
    }

    @Test
    void saysWhereTheFileDepartsFromTheStandard() {
        assertThat(texts(MOVEMENTS.replace("status: active", "state: active")))
                .containsExactlyInAnyOrder(
                        "jobs.yaml:5: the standard has no key 'state' here; correct or remove it; what the standard has"
                                + " no key for goes to customProperties",
                        "jobs.yaml:1: required property 'status' not found; add the key 'status'");
        assertThat(texts(MOVEMENTS.replace("required: true", "requird: true")))
                .contains(at("required: true")
                        + "the standard has no key 'requird' here; correct or remove it; what the standard"
                        + " has no key for goes to customProperties");
        assertThat(texts(MOVEMENTS.replace("logicalType: number", "logicalType: money")))
                .anySatisfy(text -> assertThat(text)
                        .startsWith(at("logicalType: number") + "does not have a value in the enumeration")
                        .contains("\"number\"")
                        .endsWith("use one of these values"));
    }

    @Test
    void saysWhereTheYamlBreaks() {
        assertThat(texts("apiVersion: v3.1.0\n  kind: [")).singleElement().satisfies(text -> assertThat(text)
                .startsWith("jobs.yaml:2: this is not valid YAML: "));
        assertThat(texts(HEAD + "status: draft\n"))
                .contains("jobs.yaml:6: the key 'status' is there twice; keep one of the two");
    }

    @Test
    void saysWhatOfOurOwnIsWrong() {
        assertThat(texts(MOVEMENTS.replace("property: trim", "property: trimm")))
                .containsExactly(
                        at("property: trim,") + "there is no custom property 'trimm' here; did you mean 'trim'?");
        assertThat(texts(MOVEMENTS.replace("hours > 0", "hour > 0")))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith(at("hours > 0")
                                + "the rule 'hours-fit-pay' cannot be used: at 1:19: undeclared reference to"
                                + " 'hour'"));
        assertThat(texts(MOVEMENTS.replace("\"${env:JOBS_SECRET}\"", "hunter2")))
                .containsExactly(at("JOBS_SECRET")
                        + "the secret stands in the file itself; write a reference, ${env:NAME} or" + " ${file:/path}");
        assertThat(texts(MOVEMENTS.replace("confidential", "secret")))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith(at("confidential")
                                + "classification 'secret' does not say what becomes of the values"));
        assertThat(texts(MOVEMENTS.replace("minimum: 0", "minimum: none")))
                .containsExactly(at("minimum: 0") + "string found, number expected; write a value of that type");
        assertThat(texts(MOVEMENTS.replace("primaryKey: true", "primaryKey: false")))
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith(at("- name: movements") + "the dataset has no key; "));
        assertThat(texts(MOVEMENTS.replace("decimal(12,2)", "decimal")))
                .singleElement()
                .satisfies(text ->
                        assertThat(text).startsWith(at("decimal(12,2)") + "'decimal' says neither how many digits"));
    }

    @Test
    void saysWhatWouldFailOnEveryRecord() {
        String below = "jobs.yaml:" + (MOVEMENTS.lines().count() + 1) + ": ";
        assertThat(texts(MOVEMENTS.replace("[20, 44]", "[20, full]")))
                .containsExactly(
                        at("[20, 44]") + "'full' is no int, and so never a valid value; write numbers with a point"
                                + " and dates as 2026-11-20");
        assertThat(
                        texts(
                                MOVEMENTS
                                        + "      - { name: tags, logicalType: array, items: { logicalType: string, physicalName: name } }\n"))
                .containsExactly(
                        below + "'name' is no JSON pointer into an element; write for instance /name",
                        below + "a file holds no arrays, and it is not said how 'tags' is split into one; add the"
                                + " custom property 'split', for instance \",\"");
        assertThat(texts(MOVEMENTS.replace("physicalName: salário", "physicalName: /salary")))
                .singleElement()
                .asString()
                .startsWith(
                        at("physicalName: salário") + "'/salary' is a JSON pointer, and the records are no documents");
        assertThat(texts(MOVEMENTS.replace("_meta.line", "_meta.row")))
                .singleElement()
                .asString()
                .startsWith(at("_meta.line") + "raw records have no '_meta.row'");
    }

    @Test
    void warnsOfWhatHasNoEffect() {
        ContractFile read = read(MOVEMENTS.replace("metric: duplicateValues", "metric: rowCount"));

        assertThat(read.contract()).isPresent();
        assertThat(read.problems())
                .extracting(Problem::text)
                .containsExactly(at("- metric: duplicateValues")
                        + "warning: a check of type 'library' is not checked in the stream; check it"
                        + " on the tables; here it only documents");
    }

    private ContractFile read(String text) {
        return ContractFile.read("jobs.yaml", movements, text);
    }

    private List<String> texts(String text) {
        ContractFile read = read(text);
        assertThat(read.contract()).isEmpty();
        return read.problems().stream().map(Problem::text).toList();
    }

    /** The place of a line in the contract as it is before it is broken. */
    private static String at(String content) {
        List<String> lines = MOVEMENTS.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(content)) {
                return "jobs.yaml:" + (i + 1) + ": ";
            }
        }
        throw new IllegalArgumentException("No line has " + content);
    }
}
