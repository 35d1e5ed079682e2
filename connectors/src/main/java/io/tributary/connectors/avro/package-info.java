/**
 * Connect data to and from Avro in the Confluent wire format.
 *
 * <p>How a Connect schema becomes an Avro schema:
 *
 * <ul>
 *   <li>A struct is a record. Its full name is the Connect schema's name made legal for Avro (see {@code AvroNames});
 *       the original is in the record's property {@code connect.name} if it differs. Two different structs of one name
 *       get a number behind the name.
 *   <li>A field's name is made legal in the same way; if that changes it, the field has the property
 *       {@link io.tributary.schemas.wire.RawField#ORIGINAL_NAME}.
 *   <li>Optional is {@code ["null", T]} with default null. The top level is never a union, since a null there is a
 *       record without bytes.
 *   <li>The <em>parameters</em> of a field's schema are properties of the <em>Avro field</em> under their own names,
 *       among them those in {@link io.tributary.schemas.wire.RawField}. Parameters of an array's element, a map's value
 *       or of the top level are properties of that Avro type. A parameter whose name Avro reserves has
 *       {@code connect.parameter.} in front.
 *   <li>A Connect schema's name, version and narrower integer type are the properties {@code connect.name},
 *       {@code connect.version} and {@code connect.type} of the Avro type (the non-null branch).
 *   <li>Connect's Decimal, Date, Time and Timestamp are {@code decimal}, {@code date}, {@code time-millis} and
 *       {@code timestamp-millis}. Debezium's own semantic types stay the primitive type they are, with their name.
 *   <li>A default of a required field is an Avro default; one of an optional field is the field's property
 *       {@code connect.default}, because the union begins with null. A null value stays null whatever the default is.
 *   <li>A map with string keys is a map; any other is an array of records {@code key}, {@code value}.
 *   <li>Key schemas carry neither documentation, defaults nor parameters, so that the schema id, which is part of a
 *       key's bytes, stays when only those change.
 * </ul>
 */
package io.tributary.connectors.avro;
