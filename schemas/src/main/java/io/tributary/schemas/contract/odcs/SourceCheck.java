package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.schemas.contract.odcs.PropertyReader.Property;
import java.util.List;
import java.util.Set;

/** Checks that the places that columns name can be in the raw records. */
final class SourceCheck {

    private static final String META = "_meta.";
    private static final String PARENT = "_parent/";

    /** Of files and of TMDB; see docs/files.md and docs/tmdb.md. */
    private static final Set<String> ORIGIN = Set.of(
            "file",
            "entry",
            "line",
            "record",
            "generation",
            "ordering",
            "period",
            "modified",
            "read_at",
            "event",
            "request",
            "polled_at",
            "index");

    private final Shape shape;
    private final boolean ofElements;

    SourceCheck(Shape shape, boolean ofElements) {
        this.shape = shape;
        this.ofElements = ofElements;
    }

    void check(List<Property> properties) {
        for (Property property : properties) {
            property.column().sources().forEach(source -> check(property.place(), source));
            checkElements(property);
        }
    }

    private void checkElements(Property property) {
        ContractColumn column = property.column();
        if (column.elementSource() != null && !column.elementSource().startsWith("/")) {
            property.place()
                    .at("items")
                    .at("physicalName")
                    .error(
                            "'" + column.elementSource() + "' is no JSON pointer into an element",
                            "write for instance /" + column.elementSource());
        }
        boolean fromText = shape == Shape.FILE && column.expression() == null;
        if (fromText && column.type().kind() == Kind.ARRAY && column.cleaning().split() == null) {
            property.place()
                    .error(
                            "a file holds no arrays, and it is not said how '" + column.name() + "' is split into one",
                            "add the custom property 'split', for instance \",\"");
        }
    }

    private void check(YamlNode property, String source) {
        YamlNode place = property.at("physicalName");
        if (source.startsWith(META)) {
            if (shape == Shape.TABLE || !ORIGIN.contains(source.substring(META.length()))) {
                place.error(
                        "raw records have no '" + source + "'",
                        "see docs/files.md and docs/tmdb.md for what they have");
            }
        } else if (source.startsWith(PARENT) && !ofElements) {
            place.error("'" + source + "' is for elements of arrays only", "write the JSON pointer without '_parent'");
        } else if (source.startsWith("/") && shape != Shape.DOCUMENT) {
            place.error("'" + source + "' is a JSON pointer, and the records are no documents", "name a column");
        }
    }
}
