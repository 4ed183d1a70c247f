// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import org.agrona.DirectBuffer;

/**
 * Where decided commands are written before they are answered. Called on the journal stage's thread only.
 *
 * <p>Whatever it throws halts the engine, and nothing of the batch is answered.
 */
public interface CommandLog {
    /** Keeps nothing. */
    CommandLog NONE = new CommandLog() {
        @Override
        public void append(
                long sequence,
                long timestampNs,
                DirectBuffer command,
                int commandOffset,
                int commandLength,
                DirectBuffer outcome,
                int outcomeOffset,
                int outcomeLength) {}

        @Override
        public void commit() {}
    };

    /** Adds one record to the batch; the bytes are valid during the call only. */
    void append(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength);

    /** Ends the batch: on return every record added is as safe as the durability mode promises. */
    void commit();
}
