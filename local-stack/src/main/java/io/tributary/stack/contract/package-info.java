/** The contracts of a stack: checked before they are accepted, and first ones written from samples. */
package io.tributary.stack.contract;
