package io.tributary.schemas.contract.odcs;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The JSON schema of the standard. Files of its version 3.0 keep it too. */
final class Standard {

    private static final String RESOURCE = "odcs-json-schema-v3.1.0.json";

    /** Keywords that only say that something inside them is wrong, which is told by itself. */
    private static final Set<String> WRAPPERS = Set.of("allOf", "if", "then", "$ref");

    /** The schema groups its definitions of servers under names that are no keywords; a log line for each helps nobody. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft201909())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private static final Schema SCHEMA = load();

    private Standard() {}

    private static Schema load() {
        try (InputStream schema = Standard.class.getResourceAsStream(RESOURCE)) {
            return SchemaRegistry.withDialect(DIALECT).getSchema(schema, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("The standard's schema cannot be read", e);
        }
    }

    /** Notes where a document departs from the standard. */
    static void check(YamlNode root) {
        List<Error> errors = SCHEMA.validate(root.json());
        Set<String> told = new HashSet<>();
        for (Error error : errors) {
            boolean tells = !WRAPPERS.contains(error.getKeyword()) && !followsFromAnother(error, errors);
            if (tells && told.add(place(error) + what(error))) {
                root.document().add(true, place(error), what(error), fix(error));
            }
        }
    }

    /** An element with anything wrong inside counts as not evaluated, and then none of its keys is known. */
    private static boolean followsFromAnother(Error error, List<Error> errors) {
        String element = error.getInstanceLocation().toString();
        return error.getKeyword().equals("unevaluatedProperties")
                && errors.stream()
                        .filter(other -> !other.getKeyword().equals("unevaluatedProperties"))
                        .map(other -> other.getInstanceLocation().toString())
                        .anyMatch(place -> place.equals(element) || place.startsWith(element + "/"));
    }

    private static String place(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return error.getProperty() != null && pointsAtProperty(error)
                ? pointer + "/" + YamlDocument.escaped(error.getProperty())
                : pointer;
    }

    private static boolean pointsAtProperty(Error error) {
        return error.getKeyword().equals("additionalProperties")
                || error.getKeyword().equals("unevaluatedProperties");
    }

    private static String what(Error error) {
        if (pointsAtProperty(error)) {
            return "the standard has no key '" + error.getProperty() + "' here";
        }
        return error.getMessage();
    }

    private static String fix(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "add the key '" + error.getProperty() + "'";
            case "enum" -> "use one of these values";
            case "type" -> "write a value of that type";
            case "additionalProperties", "unevaluatedProperties" ->
                "correct or remove it; what the standard has no key for goes to customProperties";
            default -> "see the standard, version 3.1";
        };
    }
}
