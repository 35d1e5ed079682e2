package io.tributary.stack.config;

import java.util.List;
import java.util.Map;

/** A value of the YAML file together with its place, so that an error can point at it. Lines and columns begin at 1. */
sealed interface Node {

    int line();

    int column();

    default String place() {
        return line() + ":" + column();
    }

    /** What a user would call this kind of value. */
    String kind();

    /**
     * A text, number or boolean.
     *
     * @param text as written; empty for null
     * @param isNull whether the value is missing or {@code null}
     */
    record Scalar(String text, boolean isNull, int line, int column) implements Node {
        @Override
        public String kind() {
            return isNull ? "nothing" : "a single value";
        }
    }

    record Sequence(List<Node> items, int line, int column) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys and values in the file's order.
     *
     * @param entries each value with the place of its key
     */
    record Mapping(Map<String, Entry> entries, int line, int column) implements Node {
        @Override
        public String kind() {
            return "a block of keys";
        }
    }

    /** A key's value; {@code key} carries the key's own place. */
    record Entry(Scalar key, Node value) {}
}
