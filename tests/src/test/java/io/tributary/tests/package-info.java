/** What the tests of the whole need: the checkout, processes, a database to capture, and patience. */
package io.tributary.tests;
