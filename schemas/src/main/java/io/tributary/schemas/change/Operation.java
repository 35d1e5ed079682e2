package io.tributary.schemas.change;

/** What a change did to its row, by the letter that Debezium gives it. */
public enum Operation {
    CREATE("c"),
    UPDATE("u"),
    DELETE("d"),
    /** The row as a snapshot read it. */
    READ("r"),
    TRUNCATE("t");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /**
     * The operation of a letter.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation ofCode(String code) {
        for (Operation operation : values()) {
            if (operation.code.equals(code)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("Operation '" + code + "' is none of c, u, d, r, t");
    }
}
