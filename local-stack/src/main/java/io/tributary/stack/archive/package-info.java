/** The raw archive: the sink connector that writes raw topics into the lake's bucket. */
package io.tributary.stack.archive;
