package io.tributary.schemas.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.schemas.naming.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The contracts of a lake, by source and dataset. Their JSON form is what the processes get: a reader of it needs neither
 * YAML nor the standard.
 */
public record Contracts(List<Contract> contracts) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public static final Contracts NONE = new Contracts(List.of());

    public Contracts {
        contracts = contracts.stream()
                .sorted(Comparator.comparing(contract -> contract.dataset().cleanTopic()))
                .toList();
    }

    public Optional<Contract> of(Dataset dataset) {
        return contracts.stream()
                .filter(contract -> contract.dataset().equals(dataset))
                .findFirst();
    }

    public String toJson() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Contracts cannot be written as JSON", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Contracts ofJson(String json) {
        try {
            return MAPPER.readValue(json, Contracts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no contracts in JSON: " + e.getOriginalMessage(), e);
        }
    }
}
