/**
 * Reads contracts from files of the Open Data Contract Standard, version 3.
 *
 * @see <a href="https://bitol-io.github.io/open-data-contract-standard/latest/">The standard</a>
 */
package io.tributary.schemas.contract.odcs;
