// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.holdfast.engine.pipeline.CommandSequencer;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Room;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalAppender;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Gives the journal room ahead of what is written, and has an eye on the room on its disk. A write to a full disk cannot be told from a
 * good one in time, so where the room becomes scarce the engine takes no more orders, and where there is nearly none, nothing. On a
 * thread of its own, because a sync may take long.
 */
final class RoomWatch implements Agent {
    /** So much more than the minimum must be free again, or the engine would go to and fro. */
    private static final double ENOUGH = 1.25;
    /** To ask the file system leaves some garbage, so it is not done each time. */
    private static final long ASK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final DataDirectory directory;
    private final JournalAppender journal;
    private final CommandSequencer sequencer;
    private final Halt halt;
    private final Consumer<String> notices;
    private final NanoClock clock;
    private final long minFreeBytes;

    private Room room = Room.AMPLE;
    private long askedNs;

    RoomWatch(
            long minFreeBytes,
            DataDirectory directory,
            JournalAppender journal,
            CommandSequencer sequencer,
            Halt halt,
            Consumer<String> notices,
            NanoClock clock) {
        this.clock = clock;
        this.askedNs = clock.nanoTime() - ASK_INTERVAL_NS;
        this.minFreeBytes = minFreeBytes;
        this.directory = directory;
        this.journal = journal;
        this.sequencer = sequencer;
        this.halt = halt;
        this.notices = notices;
    }

    /** With fewer bytes free than these nothing is journalled. */
    static long minForAnything(long minFreeBytes) {
        return minFreeBytes / 2;
    }

    /** With as many bytes free everything is journalled, whatever was before. */
    static long enough(long minFreeBytes) {
        return (long) (minFreeBytes * ENOUGH);
    }

    @Override
    public int doWork() {
        if (!halt.isHalted()) {
            try {
                watch();
            } catch (IOException e) {
                halt.because(roleName(), e);
            }
        }
        return 0;
    }

    private void watch() throws IOException {
        if (!journal.allocateAhead()) {
            set(Room.NONE);
            return;
        }
        long nowNs = clock.nanoTime();
        if (nowNs - askedNs >= ASK_INTERVAL_NS) {
            askedNs = nowNs;
            set(room(directory.usableBytes()));
        }
    }

    private void set(Room now) {
        if (now != room) {
            room = now;
            sequencer.room(now);
            notices.accept(notice(now));
        }
    }

    private Room room(long freeBytes) {
        if (freeBytes < minForAnything(minFreeBytes)) {
            return Room.NONE;
        }
        return freeBytes < (room == Room.AMPLE ? minFreeBytes : enough(minFreeBytes)) ? Room.SCARCE : Room.AMPLE;
    }

    private String notice(Room now) {
        String disk = "the disk of " + directory.path();
        return switch (now) {
            case AMPLE -> disk + " has room again: all commands are taken";
            case SCARCE ->
                disk + " has less than " + minFreeBytes / 1024 / 1024
                        + " MiB left: only queries and cancellations are taken, the rest is READ_ONLY; make room";
            case NONE -> disk + " is nearly full: only queries are taken, and no hold ends; make room";
        };
    }

    @Override
    public String roleName() {
        return "room-watch";
    }
}
