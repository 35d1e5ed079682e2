package io.tributary.schemas.contract;

/** Which changes of a contract are accepted. */
public enum Evolution {
    /** Those with which what is in the lake stays readable, and queries on it keep running. */
    BACKWARD,
    /** All. */
    NONE
}
