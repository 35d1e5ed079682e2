/** The raw archive, and replays from it: what Kafka forgets is not lost. */
package io.tributary.tests.endtoend.archive;
