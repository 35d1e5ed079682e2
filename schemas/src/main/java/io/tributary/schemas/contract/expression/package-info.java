/** Expressions over a row's columns in CEL, the Common Expression Language: checked when read, sandboxed when run. */
package io.tributary.schemas.contract.expression;
