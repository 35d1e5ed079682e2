package io.tributary.schemas.contract;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a value before it reaches the clean topic. */
public enum PersonalData {
    KEEP,
    /** The column is not in the clean topic. */
    DROP,
    /** Every value becomes the same text. */
    MASK,
    /** Every value becomes its keyed hash, so that equal values stay equal. */
    TOKENIZE;

    /** What a classification asks for; empty if it is not one that is known. */
    public static Optional<PersonalData> ofClassification(String classification) {
        return switch (classification.toLowerCase(Locale.ROOT)) {
            case "public", "internal" -> Optional.of(KEEP);
            case "confidential" -> Optional.of(TOKENIZE);
            case "restricted" -> Optional.of(DROP);
            default -> Optional.empty();
        };
    }
}
