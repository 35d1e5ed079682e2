package io.tributary.stack.config;

import io.tributary.stack.config.Interpolation.BadReference;
import io.tributary.stack.config.Node.Entry;
import io.tributary.stack.config.Node.Mapping;
import io.tributary.stack.config.Node.Scalar;
import io.tributary.stack.config.Node.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A block of keys being read. Every accessor checks the value's kind and throws a {@link ConfigException} that points at
 * its place; values appear in messages as written in the file, so that what a reference stands for stays unseen.
 */
final class Section {

    private static final long MAX_PORT = 65_535;

    private final String file;
    private final String path;
    private final Mapping mapping;
    private final Interpolation interpolation;

    Section(String file, String path, Mapping mapping, Interpolation interpolation) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
        this.interpolation = interpolation;
    }

    /** Fails on a key that is not one of these. */
    void allowOnly(Collection<String> known) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                String hint = Spelling.closest(key, known)
                        .map(close -> "did you mean '" + close + "'?")
                        .orElse("known keys here: " + String.join(", ", known));
                throw new ConfigException(file, entry.key(), pathOf(key), "unknown key; " + hint);
            }
        });
    }

    List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    boolean has(String key) {
        return value(key).isPresent();
    }

    /** The block under a key; an empty block if it is left out. */
    Section section(String key) {
        Mapping block = new Mapping(Map.of(), mapping.line(), mapping.column());
        Optional<Node> value = value(key);
        if (value.isPresent()) {
            if (!(value.get() instanceof Mapping found)) {
                throw problem(
                        key, "expected a block of keys, found " + value.get().kind());
            }
            block = found;
        }
        return new Section(file, pathOf(key), block, interpolation);
    }

    Optional<String> text(String key) {
        return scalar(key).map(scalar -> {
            String text = resolved(key, scalar);
            if (text.isBlank()) {
                throw problem(key, "is empty; write a value or leave the key out");
            }
            return text;
        });
    }

    String requiredText(String key, String example) {
        return text(key).orElseThrow(() -> missing(key, example));
    }

    Optional<Secret> secret(String key) {
        return scalar(key).map(scalar -> Secret.of(resolved(key, scalar)));
    }

    Secret requiredSecret(String key, String example) {
        return secret(key).orElseThrow(() -> missing(key, example));
    }

    Optional<Integer> port(String key) {
        return number(key, 1, MAX_PORT, "a port number from 1 to 65535");
    }

    Optional<Integer> count(String key, int max) {
        return number(key, 1, max, "a whole number from 1 to " + max);
    }

    Optional<Duration> duration(String key) {
        return parsed(key, Durations::parse, "a duration such as 500ms, 10s, 5m, 1h or 1d");
    }

    Optional<Boolean> flag(String key) {
        return parsed(
                key,
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Optional.of(true);
                    case "false", "no", "off" -> Optional.of(false);
                    default -> Optional.empty();
                },
                "true or false");
    }

    /**
     * A value of any type.
     *
     * @param parser gives empty for a text it does not understand
     * @param expected what the user should write, for the message
     */
    <T> Optional<T> parsed(String key, Function<String, Optional<T>> parser, String expected) {
        return scalar(key).map(scalar -> parser.apply(resolved(key, scalar).strip())
                .orElseThrow(() -> problem(key, "'" + scalar.text() + "' is not " + expected)));
    }

    /** Like {@link #parsed}, for values whose spaces count and that may be empty. */
    <T> Optional<T> exactly(String key, Function<String, Optional<T>> parser, String expected) {
        return scalar(key).map(scalar -> parser.apply(resolved(key, scalar))
                .orElseThrow(() -> problem(key, "'" + scalar.text() + "' is not " + expected)));
    }

    /** A list of values; a single value counts as a list of one; a key left out gives an empty list. */
    <T> List<T> list(String key, Function<String, Optional<T>> parser, String expected) {
        List<T> values = new ArrayList<>();
        for (Node item : value(key).map(Section::items).orElse(List.of())) {
            if (!(item instanceof Scalar scalar) || scalar.isNull()) {
                throw new ConfigException(
                        file, item, pathOf(key), "expected a list of single values, found " + item.kind() + " in it");
            }
            values.add(parser.apply(resolved(key, scalar))
                    .orElseThrow(() -> new ConfigException(
                            file, scalar, pathOf(key), "'" + scalar.text() + "' is not " + expected)));
        }
        return List.copyOf(values);
    }

    /** Every key with its text, for blocks whose keys are free. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        keys().forEach(key ->
                texts.put(key, scalar(key).map(scalar -> resolved(key, scalar)).orElse("")));
        return Map.copyOf(texts);
    }

    ConfigException problem(String key, String problem) {
        Entry entry = mapping.entries().get(key);
        Node at = entry == null ? mapping : entry.value();
        return new ConfigException(file, at, pathOf(key), problem);
    }

    private ConfigException missing(String key, String example) {
        return new ConfigException(
                file, mapping, pathOf(key), "is missing; write for instance  " + key + ": " + example);
    }

    private Optional<Integer> number(String key, long min, long max, String expected) {
        return parsed(
                key,
                text -> {
                    try {
                        long number = Long.parseLong(text);
                        return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                },
                expected);
    }

    private Optional<Scalar> scalar(String key) {
        return value(key).map(node -> {
            if (node instanceof Scalar scalar) {
                return scalar;
            }
            throw problem(key, "expected a single value, found " + node.kind());
        });
    }

    private Optional<Node> value(String key) {
        return Optional.ofNullable(mapping.entries().get(key))
                .map(Entry::value)
                .filter(node -> !(node instanceof Scalar scalar && scalar.isNull()));
    }

    private static List<Node> items(Node node) {
        return node instanceof Sequence sequence ? sequence.items() : List.of(node);
    }

    private String resolved(String key, Scalar scalar) {
        try {
            return interpolation.resolve(scalar.text());
        } catch (BadReference e) {
            throw new ConfigException(file, scalar, pathOf(key), e.getMessage());
        }
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
