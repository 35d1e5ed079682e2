/** What a dataset promises: its columns, their cleaning and rules, its key. Read from ODCS files, handed on as JSON. */
package io.tributary.schemas.contract;
