package io.tributary.tests.workload;

import io.tributary.schemas.naming.SafeName;

/**
 * A column of a workload table.
 *
 * @param name as Postgres knows it
 * @param type its type
 * @param options what follows the type in CREATE TABLE, possibly nothing
 */
record Column(String name, ColumnType type, String options) {

    static Column of(String name, ColumnType type) {
        return new Column(name, type, "");
    }

    /** Stored out of line and uncompressed when long. */
    static Column external(String name, ColumnType type) {
        return new Column(name, type, "STORAGE EXTERNAL");
    }

    String quoted() {
        return "\"" + name + "\"";
    }

    String lakeName() {
        return SafeName.of(name);
    }

    String definition() {
        return quoted() + " " + type.ddl() + " " + options;
    }
}
