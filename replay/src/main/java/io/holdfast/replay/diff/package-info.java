/**
 * What would have been decided under other rules, or by this build: the commands on record run through an engine again, and
 * its decisions are held against those on record.
 */
package io.holdfast.replay.diff;
