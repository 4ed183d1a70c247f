// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.AnswerHeaderEncoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.pipeline.CommandLog;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the simulation is for: something small is wrong, and it is found, with the seed that shows it. */
class FaultyJournalTest {
    private static final int ENOUGH_RUNS = 20;
    private static final long SEQUENCE = 50;
    private static final int CODE = MessageHeaderEncoder.ENCODED_LENGTH + AnswerHeaderEncoder.codeEncodingOffset();

    @Test
    void shouldFindAnswersThatAreSentBeforeTheJournalHasTheirRecords() {
        expectFound(journal -> new Faulty(journal) {
            private int commits;

            @Override
            public void commit() {
                if (++commits % 2 == 0) {
                    super.commit();
                }
            }
        });
    }

    @Test
    void shouldFindAnotherOutcomeOnRecordThanWasDecided() {
        expectFound(journal -> new Faulty(journal) {
            @Override
            UnsafeBuffer outcome(UnsafeBuffer outcome) {
                return flipped(outcome, CODE);
            }
        });
    }

    @Test
    void shouldFindAnotherCommandOnRecordThanWasSent() {
        expectFound(journal -> new Faulty(journal) {
            @Override
            UnsafeBuffer command(UnsafeBuffer command) {
                return flipped(command, command.capacity() - 1);
            }
        });
    }

    private static UnsafeBuffer flipped(UnsafeBuffer bytes, int at) {
        bytes.putByte(at, (byte) (bytes.getByte(at) ^ 1));
        return bytes;
    }

    private static void expectFound(UnaryOperator<CommandLog> fault) {
        for (long seed = 1; seed <= ENOUGH_RUNS; seed++) {
            String message = failure(seed, fault);
            if (message != null) {
                assertTrue(message.contains("holdfast.seed=" + seed), message);
                return;
            }
        }
        throw new AssertionError("not found in " + ENOUGH_RUNS + " runs");
    }

    /** Null if there is none. */
    private static String failure(long seed, UnaryOperator<CommandLog> fault) {
        try {
            Simulation.run(seed, fault);
            return null;
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    /** A journal that everything goes through, and something of one record changed. */
    private static class Faulty implements CommandLog {
        private final CommandLog journal;

        Faulty(CommandLog journal) {
            this.journal = journal;
        }

        UnsafeBuffer command(UnsafeBuffer command) {
            return command;
        }

        UnsafeBuffer outcome(UnsafeBuffer outcome) {
            return outcome;
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
            if (sequence != SEQUENCE) {
                journal.append(
                        sequence,
                        timestampNs,
                        command,
                        commandOffset,
                        commandLength,
                        outcome,
                        outcomeOffset,
                        outcomeLength);
                return;
            }
            UnsafeBuffer changedCommand = command(copy(command, commandOffset, commandLength));
            UnsafeBuffer changedOutcome = outcome(copy(outcome, outcomeOffset, outcomeLength));
            journal.append(sequence, timestampNs, changedCommand, 0, commandLength, changedOutcome, 0, outcomeLength);
        }

        private static UnsafeBuffer copy(DirectBuffer buffer, int offset, int length) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            return new UnsafeBuffer(bytes);
        }

        @Override
        public void commit() {
            journal.commit();
        }
    }
}
