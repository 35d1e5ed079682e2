/** A random workload, its ledger of what must have happened, and the comparison of the lake with both. */
package io.tributary.tests.workload;
