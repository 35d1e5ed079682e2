package io.tributary.stack.status;

/**
 * How far the files of a dataset are read.
 *
 * @param source name of the source
 * @param dataset name of the dataset
 * @param filesListed files that were there at the last listing which found something to read
 * @param filesDone those that are read or rejected
 * @param bytesListed size of the files that were listed, packed as they are
 * @param bytesDone how much of it is read
 * @param filesRejected files of which the newest generation could not be read to its end
 * @param records records that were read, of the newest generation of each file
 * @param recordsRejected those that went to dead letters, likewise
 * @param reading path of a file that is being read; nullable
 * @param at when the connector said so, ISO-8601 in UTC
 * @param error why they cannot be listed now; nullable
 */
public record FilesStatus(
        String source,
        String dataset,
        long filesListed,
        long filesDone,
        long bytesListed,
        long bytesDone,
        long filesRejected,
        long records,
        long recordsRejected,
        String reading,
        String at,
        String error) {}
