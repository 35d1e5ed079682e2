/** Contracts laid over tables of databases, whose own types and keys are known already. */
package io.tributary.streams.contract.table;
