// SPDX-License-Identifier: Apache-2.0
/** Benchmarks: what a command costs the engine, and a batch the journal. */
package io.holdfast.bench;
