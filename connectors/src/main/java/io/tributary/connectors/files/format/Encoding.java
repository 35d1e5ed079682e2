package io.tributary.connectors.files.format;

import java.nio.charset.Charset;

/**
 * What files are encoded in.
 *
 * @param fixed the encoding of all of them, but for those with a byte order mark; null to find out for each
 * @param fallback what a file is that is not UTF-8, not null
 */
public record Encoding(Charset fixed, Charset fallback) {}
