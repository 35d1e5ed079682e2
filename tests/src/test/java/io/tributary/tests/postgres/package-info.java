/** A Postgres server for the tests, made from the same binaries that the embedded stack uses. */
package io.tributary.tests.postgres;
