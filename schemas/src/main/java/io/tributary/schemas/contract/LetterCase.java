package io.tributary.schemas.contract;

/** What becomes of upper and lower case letters. */
public enum LetterCase {
    KEEP,
    UPPER,
    LOWER
}
