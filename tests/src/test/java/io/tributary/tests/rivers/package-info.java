/** Files and servers of the tests of sources that are no database, and what the lake must have of them. */
package io.tributary.tests.rivers;
