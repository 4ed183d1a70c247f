/**
 * The deterministic core: stock, orders and the rules that change them.
 *
 * <p>It is a function of what came before: (sequence, time, command bytes) in, outcome bytes out. There is no clock,
 * thread, file, socket, logger or random source in it, so the same core runs behind the ring, in recovery and in every
 * tool that replays a journal. {@link io.holdfast.engine.Engine} is the way in.
 *
 * <p>Each command is a class that checks everything first, in the order of precedence of
 * {@link io.holdfast.engine.codec.ResultCode}, and then applies, which cannot fail. A refusal is a result code; an
 * exception is a bug.
 */
package io.holdfast.engine;
