/**
 * What is on record, in words and numbers for people: commands and outcomes decoded, of whatever version of the schema; and
 * the histories of an order and of a stock, which tell for every number why it is what it is.
 */
package io.holdfast.replay.history;
