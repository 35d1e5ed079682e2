package io.tributary.streams.contract.record;

/**
 * What a raw record says of itself.
 *
 * @param place where in a file it is, to tell it from others; empty for what is no file's
 * @param ordering of two records of a key, that with the higher one is newer
 * @param sourceTsMicros when the source was read, microseconds since 1970-01-01 UTC
 * @param gone whether it says that what it was about is no more
 */
record Origin(String place, long ordering, long sourceTsMicros, boolean gone) {}
