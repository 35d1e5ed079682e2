/** The sample shop: nine Olist-shaped tables, filled by a seeded generator and kept moving. */
package io.tributary.stack.demo;
