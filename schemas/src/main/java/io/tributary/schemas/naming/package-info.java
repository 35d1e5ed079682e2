/** Names that every stage derives in the same way: datasets, topics, tables and columns. */
package io.tributary.schemas.naming;
