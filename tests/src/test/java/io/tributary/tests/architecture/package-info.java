/** The rules of the code's shape that fail the build. */
package io.tributary.tests.architecture;
