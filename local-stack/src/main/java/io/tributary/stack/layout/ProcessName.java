package io.tributary.stack.layout;

import java.util.Arrays;
import java.util.Optional;

/** The processes of a stack. Log files, status entries and configuration keys use {@link #label()}. */
public enum ProcessName {
    POSTGRES("postgres"),
    BROKER("broker"),
    REGISTRY("registry"),
    CONNECT("connect"),
    STREAMS("streams"),
    SPARK("spark"),
    OBJECTSTORE("objectstore"),
    QUERY("query");

    private final String label;

    ProcessName(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<ProcessName> ofLabel(String label) {
        return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
    }

    @Override
    public String toString() {
        return label;
    }
}
