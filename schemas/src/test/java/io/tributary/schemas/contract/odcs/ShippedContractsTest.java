package io.tributary.schemas.contract.odcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.contract.CleanSchema;
import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contracts of the demo's sources. */
class ShippedContractsTest {

    private final ContractFolder.Reading reading = ContractFolder.read(Path.of("../contracts"));

    @Test
    void haveNothingWrongWithThem() {
        assertThat(reading.problems()).extracting(Problem::text).isEmpty();
        assertThat(reading.contracts().contracts())
                .extracting(contract -> contract.dataset().tableName())
                .contains(
                        "films_cast",
                        "films_collections",
                        "films_crew",
                        "films_movies",
                        "imdb_credits",
                        "jobs_exclusions",
                        "jobs_movements",
                        "jobs_old_movements",
                        "ratings_films",
                        "ratings_ratings",
                        "shop_customers",
                        "shop_orders");
    }

    @Test
    void describeEveryTableAndColumn() {
        assertThat(reading.contracts().contracts()).allSatisfy(contract -> {
            assertThat(contract.description()).as("%s", contract.dataset()).isNotBlank();
            assertThat(contract.columns())
                    .extracting(ContractColumn::description)
                    .as("%s", contract.dataset())
                    .doesNotContainNull();
        });
    }

    @Test
    void giveSchemasForWhatHasNoTypesOfItsOwn() {
        assertThat(reading.contracts().contracts())
                .filteredOn(contract -> contract.shape() != Shape.TABLE)
                .isNotEmpty()
                .allSatisfy(contract ->
                        assertThat(CleanSchema.ofValue(contract).getDoc()).isEqualTo(contract.description()));
    }

    @Test
    void oldMovementsHaveColumnsOfTheNewOnes() {
        Contract old = contract("old_movements");
        Contract now = contract("movements");

        assertThat(old.columns())
                .allSatisfy(column -> assertThat(now.column(column.name()).map(ContractColumn::type))
                        .as(column.name())
                        .contains(column.type()));
    }

    private Contract contract(String name) {
        return reading.contracts().contracts().stream()
                .filter(contract -> contract.dataset().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
