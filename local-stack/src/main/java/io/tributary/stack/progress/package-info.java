/** How far sources of files and of APIs are, as their connectors say in the progress topics. */
package io.tributary.stack.progress;
