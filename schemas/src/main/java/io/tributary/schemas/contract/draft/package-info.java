/** First contracts, written from what a dataset looks like, for people to correct. */
package io.tributary.schemas.contract.draft;
