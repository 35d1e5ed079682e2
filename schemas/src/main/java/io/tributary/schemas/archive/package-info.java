/** What the raw archive knows of its files, for those who write it and those who read it. */
package io.tributary.schemas.archive;
