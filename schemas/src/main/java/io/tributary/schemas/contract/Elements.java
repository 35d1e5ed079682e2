package io.tributary.schemas.contract;

/**
 * Says that a dataset has a row for every element of an array in another dataset's documents.
 *
 * @param parent name of that dataset, of the same source
 * @param path JSON pointer to the array
 */
public record Elements(String parent, String path) {}
