// SPDX-License-Identifier: Apache-2.0
/**
 * The engine, its pipeline, its journal and its recovery on one thread, with seeded faults between them and the clients.
 *
 * <pre>
 *   Client ─▶ Network ─▶ ServerProcess: CommandSequencer ─▶ engine ─▶ journal ─▶ egress ─▶ Network ─▶ Client
 *                                         │ SimulatedClock        │ DiskImage at a crash
 *                                         ▼                       ▼
 *                                 Ledger: what was appended and told       what a start finds
 *                                         └────────▶ Audit ◀──────────────────────┘
 * </pre>
 *
 * <p>Real are the sequencer, the stages, the engine, the journal's appender with its files, recovery and snapshots. Simulated
 * are the clients, the network, the clock, whose turn it is, and what becomes of the files when a process or the machine
 * dies. {@link io.holdfast.simulation.Simulation} is the place to begin.
 */
package io.holdfast.simulation;
