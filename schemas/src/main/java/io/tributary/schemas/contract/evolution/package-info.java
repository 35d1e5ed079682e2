/** Whether a changed contract fits to what is in the lake already. */
package io.tributary.schemas.contract.evolution;
