/** {@code tributary.yaml} as immutable, validated records. */
package io.tributary.stack.config;
