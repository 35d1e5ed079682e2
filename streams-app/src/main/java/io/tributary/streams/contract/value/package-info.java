/**
 * Values on their way from raw to clean. A value is a String, Boolean, Integer, Long, Float, Double or BigDecimal by its type;
 * a date is an Integer, the days since 1970-01-01; a timestamp a Long, the microseconds since then; an array a List of those.
 */
package io.tributary.streams.contract.value;
