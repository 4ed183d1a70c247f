// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Test fixture, a process: starts as a server does, then appends as fast as it can and prints the last sequence of each
 * batch when it is committed, while other threads sync and have room and pages made ahead. Every byte of a record follows from its sequence, and its time from how many there are to be in an
 * hour, so how often a new file is begun.
 */
final class AppendingChild {
    private static final int MAX_BATCH = 50;
    private static final long PAUSE_NS = 1_000_000;
    private static final long RECORDS_PER_HOUR = 100_000;

    private AppendingChild() {}

    /** With the directory; if need be also with the durability and the records per hour. */
    public static void main(String[] arguments) throws Exception {
        boolean isPlain = arguments.length == 1;
        Durability durability = isPlain ? Durability.WRITTEN : Durability.valueOf(arguments[1]);
        long recordsPerHour = isPlain ? RECORDS_PER_HOUR : Long.parseLong(arguments[2]);
        try (DataDirectory directory = DataDirectory.own(Path.of(arguments[0]))) {
            JournalEnd end = JournalReader.read(directory.journal(), expecting(recordsPerHour));
            if (end.torn() != null) {
                end.torn().cutOff();
            }
            try (JournalAppender journal = JournalAppender.open(directory, durability, Entry.START_MS)) {
                runBeside("sync", journal::sync);
                runBeside("ahead", () -> {
                    journal.allocateAhead();
                    journal.fetchAhead();
                });
                append(journal, end.lastSequence(), recordsPerHour);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** As a server does it, off the thread that appends. */
    private static void runBeside(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            work.run();
                            LockSupport.parkNanos(PAUSE_NS);
                        }
                    } catch (Exception e) {
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void append(JournalAppender journal, long lastSequence, long recordsPerHour) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[2048]);
        for (long sequence = lastSequence + 1; ; sequence++) {
            int commandLength = commandLength(sequence);
            int outcomeLength = outcomeLength(sequence);
            for (int i = 0; i < commandLength + outcomeLength; i++) {
                bytes.putByte(i, (byte) (sequence + i));
            }
            journal.append(
                    sequence,
                    timestampNs(sequence, recordsPerHour),
                    bytes,
                    0,
                    commandLength,
                    bytes,
                    commandLength,
                    outcomeLength);
            if (sequence % MAX_BATCH >= sequence / MAX_BATCH % MAX_BATCH) {
                journal.commit();
                byte[] line = (sequence + "\n").getBytes(StandardCharsets.US_ASCII);
                System.out.write(line, 0, line.length);
                System.out.flush();
            }
        }
    }

    /** Takes records that have been read back. */
    static RecordHandler expecting(long recordsPerHour) {
        return (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
            if (timestampNs != timestampNs(sequence, recordsPerHour)) {
                throw new AssertionError("record " + sequence + " has another time than was written");
            }
            expectBytes(sequence, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
        };
    }

    /** The same where nothing was said of how many there are to be in an hour. */
    static void expect(
            long sequence,
            long timestampNs,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        expecting(RECORDS_PER_HOUR)
                .onRecord(sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength);
    }

    private static void expectBytes(
            long sequence,
            DirectBuffer buffer,
            int commandOffset,
            int commandLength,
            int outcomeOffset,
            int outcomeLength) {
        boolean isRight = commandLength == commandLength(sequence)
                && outcomeLength == outcomeLength(sequence)
                && outcomeOffset == commandOffset + commandLength;
        for (int i = 0; isRight && i < commandLength + outcomeLength; i++) {
            isRight = buffer.getByte(commandOffset + i) == (byte) (sequence + i);
        }
        if (!isRight) {
            throw new AssertionError("record " + sequence + " is not what was written");
        }
    }

    private static long timestampNs(long sequence, long recordsPerHour) {
        long hours = sequence / recordsPerHour;
        return TimeUnit.MILLISECONDS.toNanos(Entry.START_MS) + TimeUnit.HOURS.toNanos(hours) + sequence;
    }

    private static int commandLength(long sequence) {
        return (int) (sequence * 31 % 400);
    }

    private static int outcomeLength(long sequence) {
        return (int) (sequence * 17 % 90);
    }
}
