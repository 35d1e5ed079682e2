package io.tributary.connectors.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the text that Postgres writes for an array.
 *
 * @see <a href="https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO">Array input and output syntax</a>
 */
final class ArrayLiteral {

    private final String literal;
    private final char delimiter;
    private final Function<String, String> text;
    private int position;

    private ArrayLiteral(String literal, char delimiter, Function<String, String> text) {
        this.literal = literal;
        this.delimiter = delimiter;
        this.text = text;
    }

    /**
     * The elements of an array, null for {@code NULL}; an array inside it is one element, its literal.
     *
     * @param literal for instance {@code {a,NULL,"b,c"}} or {@code [2:3]={a,b}}
     * @param delimiter what the element type puts between two elements, a comma but for {@code box}
     * @param text applied to the text of each element that is neither null nor an array
     * @throws IllegalArgumentException if the text is no array
     */
    static List<String> elements(String literal, char delimiter, Function<String, String> text) {
        return new ArrayLiteral(literal, delimiter, text).read();
    }

    private List<String> read() {
        position = literal.indexOf('{') + 1;
        if (position == 0) {
            throw new IllegalArgumentException("Not an array: it has no opening brace");
        }
        List<String> elements = new ArrayList<>();
        if (peek() == '}') {
            return elements;
        }
        while (true) {
            elements.add(element());
            char next = peek();
            position++;
            if (next == '}') {
                return elements;
            }
            if (next != delimiter) {
                throw new IllegalArgumentException("Not an array: unexpected character at position " + position);
            }
        }
    }

    private String element() {
        return switch (peek()) {
            case '"' -> text.apply(quoted());
            case '{' -> nested();
            default -> {
                String plain = plain();
                yield plain.equals("NULL") ? null : text.apply(plain);
            }
        };
    }

    private String quoted() {
        StringBuilder element = new StringBuilder();
        position++;
        for (char c = peek(); c != '"'; c = peek()) {
            if (c == '\\') {
                position++;
            }
            element.append(peek());
            position++;
        }
        position++;
        return element.toString();
    }

    private String plain() {
        int start = position;
        while (peek() != delimiter && peek() != '}') {
            position++;
        }
        return literal.substring(start, position);
    }

    private String nested() {
        int start = position;
        int depth = 0;
        do {
            char c = peek();
            if (c == '"') {
                quoted();
                continue;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            position++;
        } while (depth > 0);
        return literal.substring(start, position);
    }

    private char peek() {
        if (position >= literal.length()) {
            throw new IllegalArgumentException("Not an array: it ends in the middle");
        }
        return literal.charAt(position);
    }
}
