package io.tributary.schemas.contract.odcs;

import io.tributary.schemas.contract.Contract;
import io.tributary.schemas.contract.ContractColumn;
import io.tributary.schemas.contract.Elements;
import io.tributary.schemas.contract.Evolution;
import io.tributary.schemas.contract.PersonalData;
import io.tributary.schemas.contract.RowRule;
import io.tributary.schemas.contract.Severity;
import io.tributary.schemas.contract.Shape;
import io.tributary.schemas.contract.ValueType.Kind;
import io.tributary.schemas.contract.odcs.PropertyReader.Property;
import io.tributary.schemas.naming.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one file, whose standard form was checked before, into a contract. */
final class ContractReader {

    private static final Set<String> CUSTOM = Set.of("tokenSecret", "evolution");
    private static final Set<String> TABLE_CUSTOM = Set.of("parent", "each", "ordering");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?:env:[A-Za-z_][A-Za-z0-9_]*|file:[^}]+)\\}");

    private final Dataset dataset;
    private final YamlNode root;
    private final YamlNode table;
    private final CustomProperties custom;
    private final CustomProperties tableCustom;
    private final List<Property> properties = new ArrayList<>();

    private ContractReader(Dataset dataset, YamlNode root, YamlNode table) {
        this.dataset = dataset;
        this.root = root;
        this.table = table;
        this.custom = CustomProperties.of(root, CUSTOM);
        this.tableCustom = CustomProperties.of(table, TABLE_CUSTOM);
    }

    /** Reads it; empty if it cannot be used. What is wrong with it was noted. */
    static Optional<Contract> read(Dataset dataset, YamlNode root) {
        List<YamlNode> tables = root.at("schema").items();
        if (tables.size() != 1) {
            root.at("schema")
                    .error(
                            "the contract has " + tables.size() + " schema objects",
                            "describe exactly one, '" + dataset.name() + "'; each dataset has a file of its own");
            return Optional.empty();
        }
        YamlNode table = tables.get(0);
        String name = table.text("name").orElse("");
        if (!name.equals(dataset.name())) {
            table.at("name")
                    .error(
                            "the schema object is called '" + name + "', the file '" + dataset.name() + "'",
                            "give both the dataset's name");
        }
        return new ContractReader(dataset, root, table).read();
    }

    private Optional<Contract> read() {
        Optional<Shape> shape = table.text("physicalType").flatMap(Shape::ofCode);
        if (shape.isEmpty()) {
            table.at("physicalType")
                    .error(
                            "the schema object does not say what its records are",
                            "set physicalType to " + Shape.codes());
            return Optional.empty();
        }
        for (YamlNode property : table.at("properties").items()) {
            PropertyReader.read(property, shape.get()).ifPresent(properties::add);
        }
        Elements elements = elements(shape.get());
        new SourceCheck(shape.get(), elements != null).check(properties);
        rejectDoubled();
        List<String> key = key(shape.get());
        Severity duplicates = duplicateKeys(key);
        List<RowRule> rowRules = rowRules();
        if (!root.document().hasErrors()) {
            ExpressionCheck.check(properties, rowRules, table);
        }
        if (root.document().hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Contract(
                        dataset,
                        root.text("version").orElseThrow(),
                        description(),
                        shape.get(),
                        elements,
                        properties.stream().map(Property::column).toList(),
                        key,
                        partition(),
                        ordering(),
                        duplicates,
                        rowRules,
                        SlaReader.freshnessSeconds(root),
                        tokenSecret(),
                        evolution()))
                .filter(contract -> !root.document().hasErrors());
    }

    private String description() {
        return table.text("description")
                .or(() -> root.at("description").text("purpose"))
                .map(String::strip)
                .orElse(null);
    }

    private Elements elements(Shape shape) {
        Optional<String> parent = tableCustom.text("parent");
        Optional<String> each = tableCustom.text("each");
        if (parent.isEmpty() && each.isEmpty()) {
            return null;
        }
        if (parent.isEmpty() || each.isEmpty() || !each.get().startsWith("/") || shape != Shape.DOCUMENT) {
            table.error(
                    "'parent' and 'each' do not name an array of another dataset's documents",
                    "set physicalType to document, parent to that dataset and each to a JSON pointer such as /credits/cast");
            return null;
        }
        return new Elements(parent.get(), each.get());
    }

    private void rejectDoubled() {
        Set<String> names = new HashSet<>();
        for (Property property : properties) {
            if (!names.add(property.column().name())) {
                property.place().error("the column '" + property.column().name() + "' is there twice", "keep one");
            }
        }
    }

    private List<String> key(Shape shape) {
        List<Property> keys = properties.stream()
                .filter(property -> property.place().isTrue("primaryKey"))
                .sorted(Comparator.comparingInt(ContractReader::keyPosition))
                .toList();
        if (keys.isEmpty() && shape != Shape.TABLE) {
            table.error(
                    "the dataset has no key",
                    "mark properties with 'primaryKey: true'; rows without a natural key have file and line"
                            + " (physicalName _meta.period or _meta.file, and _meta.line)");
        }
        for (Property property : keys) {
            ContractColumn column = property.column();
            boolean hidden = column.personalData() == PersonalData.DROP || column.personalData() == PersonalData.MASK;
            if (hidden || column.type().kind() == Kind.ARRAY) {
                property.place()
                        .error(
                                "the key's column '" + column.name() + "' is "
                                        + (hidden ? "dropped or masked" : "an array"),
                                "tokenize it, or choose another key");
            }
        }
        return keys.stream().map(property -> property.column().name()).toList();
    }

    private static int keyPosition(Property property) {
        int position = property.place().at("primaryKeyPosition").json().asInt(-1);
        return position < 0 ? Integer.MAX_VALUE : position;
    }

    /** Uniqueness is looked for of keys only: of anything else a stream would have to remember every value. */
    private Severity duplicateKeys(List<String> key) {
        Severity duplicates = null;
        for (Property property : properties) {
            if (property.unique() == null) {
                continue;
            }
            if (!key.equals(List.of(property.column().name()))) {
                property.place()
                        .warning(
                                "that '" + property.column().name() + "' is unique is not checked in the stream",
                                "only the key is; check it on the tables");
            } else {
                duplicates = property.unique();
            }
        }
        for (YamlNode check : table.at("quality").items()) {
            if (check.text("metric").orElse("").equals("duplicateValues") && RuleReader.mustBeZero(check)) {
                List<String> of = check.at("arguments").at("properties").texts();
                if (of.isEmpty() || Set.copyOf(of).equals(Set.copyOf(key))) {
                    duplicates = SeverityReader.read(check.at("severity"), check.text("severity"));
                } else {
                    RuleReader.notInTheStream(check, "that " + of + " is unique");
                }
            }
        }
        return duplicates;
    }

    private List<RowRule> rowRules() {
        List<RowRule> rules = new ArrayList<>();
        for (YamlNode check : table.at("quality").items()) {
            String type = check.text("type").orElse("library");
            if (type.equals("custom") && check.text("engine").orElse("").equals("cel")) {
                rules.add(new RowRule(
                        check.text("name").orElse("rule-" + (rules.size() + 1)),
                        check.text("implementation").orElse(""),
                        check.text("description").map(String::strip).orElse(null),
                        SeverityReader.read(check.at("severity"), check.text("severity"))));
            } else if (!check.text("metric").orElse("").equals("duplicateValues")) {
                RuleReader.notInTheStream(check, "a check of type '" + type + "'");
            }
        }
        return rules;
    }

    private String partition() {
        List<Property> partitions = properties.stream()
                .filter(property -> property.place().isTrue("partitioned"))
                .toList();
        if (partitions.isEmpty()) {
            return null;
        }
        Property first = partitions.get(0);
        if (partitions.size() > 1
                || first.column().isDropped()
                || first.column().cleanType().kind() != Kind.STRING) {
            first.place()
                    .error(
                            "Athena and Spectrum read tables with one partition column of text",
                            "mark one string property, for instance one derived by transformLogic");
        }
        return first.column().name();
    }

    private String ordering() {
        String name = tableCustom.text("ordering").orElse(null);
        if (name == null) {
            return null;
        }
        Optional<Kind> kind = properties.stream()
                .filter(property -> property.column().name().equals(name))
                .map(property -> property.column().type().kind())
                .findFirst();
        boolean ordered = kind.filter(
                        Set.of(Kind.INT, Kind.LONG, Kind.DATE, Kind.TIMESTAMP, Kind.LOCAL_TIMESTAMP)::contains)
                .isPresent();
        if (!ordered) {
            tableCustom
                    .get("ordering")
                    .error(
                            "the ordering '" + name + "' is no column of whole numbers, dates or timestamps",
                            "name one");
        }
        return name;
    }

    private String tokenSecret() {
        Optional<String> secret = custom.text("tokenSecret");
        if (secret.isPresent() && !REFERENCE.matcher(secret.get()).matches()) {
            custom.get("tokenSecret")
                    .error("the secret stands in the file itself", "write a reference, ${env:NAME} or ${file:/path}");
        }
        return secret.orElse(null);
    }

    private Evolution evolution() {
        String text = custom.text("evolution").orElse("backward");
        try {
            return Evolution.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            custom.get("evolution").error("'" + text + "' is no rule of evolution", "use backward or none");
            return Evolution.BACKWARD;
        }
    }
}
