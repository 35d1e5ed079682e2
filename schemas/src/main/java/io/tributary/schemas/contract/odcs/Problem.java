package io.tributary.schemas.contract.odcs;

/**
 * Something in a contract's file that is wrong, or without effect.
 *
 * @param error whether the contract cannot be used; else it can, but not all it says has an effect
 * @param file path as the user knows it
 * @param line from 1; 0 if it is the file as a whole
 * @param what the problem
 * @param fix what to do about it
 */
public record Problem(boolean error, String file, int line, String what, String fix) {

    /** One line: {@code file:line: what; fix}. */
    public String text() {
        return file + (line > 0 ? ":" + line : "") + ": " + (error ? "" : "warning: ") + what + "; " + fix;
    }
}
