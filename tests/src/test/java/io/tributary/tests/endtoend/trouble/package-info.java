/** What users, sources and Kafka do wrong: it is said, and costs nothing but itself. */
package io.tributary.tests.endtoend.trouble;
