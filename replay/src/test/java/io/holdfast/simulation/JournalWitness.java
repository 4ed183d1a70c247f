// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import io.holdfast.engine.pipeline.CommandLog;
import org.agrona.DirectBuffer;

/** Stands between the journal stage and the journal, and notes in the ledger what passes. */
final class JournalWitness implements CommandLog {
    private final CommandLog journal;
    private final Ledger ledger;

    JournalWitness(CommandLog journal, Ledger ledger) {
        this.journal = journal;
        this.ledger = ledger;
    }

    @Override
    public void append(
            long sequence,
            long timestampNs,
            DirectBuffer command,
            int commandOffset,
            int commandLength,
            DirectBuffer outcome,
            int outcomeOffset,
            int outcomeLength) {
        ledger.append(Entry.of(
                sequence, timestampNs, command, commandOffset, commandLength, outcome, outcomeOffset, outcomeLength));
        journal.append(
                sequence, timestampNs, command, commandOffset, commandLength, outcome, outcomeOffset, outcomeLength);
    }

    @Override
    public void commit() {
        journal.commit();
        ledger.commit();
    }
}
