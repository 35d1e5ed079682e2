/** From a row in Postgres to a row in the lake. */
package io.tributary.tests.endtoend.source;
