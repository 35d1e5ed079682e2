package io.tributary.streams.contract.row;

import io.tributary.schemas.contract.Severity;
import io.tributary.streams.deadletter.Rule;

/**
 * A rule that a value does not keep.
 *
 * @param what continues a sentence that begins with the column
 */
record Broken(Rule rule, Severity severity, String what) {}
