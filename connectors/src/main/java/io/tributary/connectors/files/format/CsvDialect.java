package io.tributary.connectors.files.format;

import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter one or more characters between fields
 * @param quote what stands around a value that holds delimiters or line ends; null if nothing does
 * @param escape what stands before a quote inside quotes; usually the quote itself
 * @param header whether the first record names the columns
 * @param columns the names of the columns if there is no header; else empty
 */
public record CsvDialect(String delimiter, Character quote, char escape, boolean header, List<String> columns) {}
