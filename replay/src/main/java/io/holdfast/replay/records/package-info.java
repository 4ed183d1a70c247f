/** The records of a journal as they are, without an engine: picked out by what they are about, and counted. */
package io.holdfast.replay.records;
