/**
 * The user's Postgres database as a source: checks, which tables can be captured without harm, and the objects that
 * Tributary keeps in it (publication, control tables, replication slot).
 */
package io.tributary.stack.source;
