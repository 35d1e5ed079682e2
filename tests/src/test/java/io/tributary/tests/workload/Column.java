package io.tributary.tests.workload;

import io.tributary.schemas.naming.SafeName;

/**
 * A column of a workload table.
 *
 * @param name as Postgres knows it
 * @param type its type
 * @param external whether it is stored out of line and uncompressed when long
 */
record Column(String name, ColumnType type, boolean external) {

    static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    static Column external(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    String quoted() {
        return "\"" + name + "\"";
    }

    String lakeName() {
        return SafeName.of(name);
    }

    String definition() {
        return quoted() + " " + type.ddl();
    }
}
