/** Records of files and documents of APIs, from raw to clean. */
package io.tributary.streams.contract.record;
