/**
 * The Disruptor ring and the three stages that work on it.
 *
 * <pre>
 *   CommandSequencer ──▶ ring ──▶ EngineStage ──▶ JournalStage ──▶ EgressStage
 *   refuse, or stamp              decide          append the       answer what
 *   and copy bytes once                           whole batch      is journalled
 * </pre>
 *
 * <p>The stages are Agrona agents that poll the ring, so on which threads they run is a setting: {@link
 * io.holdfast.engine.pipeline.Layout}. Each takes what has piled up since it last looked as one batch.
 *
 * <p>Where nobody asks for anything, the sequencer sends ticks while the engine has work to do.
 *
 * <p>The ring's slots are small and of one size; the bytes of commands and outcomes lie in two {@link
 * io.holdfast.engine.pipeline.ByteArena}s beside it, one after the other, so that an order of two thousand lines passes
 * through the same ring as an order of one, and the small one does not pay for it.
 */
package io.holdfast.engine.pipeline;
