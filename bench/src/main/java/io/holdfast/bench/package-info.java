/** Benchmarks: what a command costs the engine, and a batch the journal. */
package io.holdfast.bench;
