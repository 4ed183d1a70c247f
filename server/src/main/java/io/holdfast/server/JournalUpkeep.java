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
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * What the journal needs beside the pipeline, on a thread of its own: room ahead of what is written, a sync at intervals, so that
 * what a power failure could take is bounded, and an eye on the room on its disk. A write to a full disk cannot be told from a good
 * one in time, so where the room becomes scarce the engine takes no more orders, and where there is nearly none, nothing.
 */
final class JournalUpkeep implements Agent {
    private static final long INTERVAL_MS = 5;
    /** So much more than the minimum must be free again, or the engine would go to and fro. */
    private static final double ENOUGH = 1.25;

    private final DataDirectory directory;
    private final JournalAppender journal;
    private final CommandSequencer sequencer;
    private final Halt halt;
    private final Consumer<String> notices;
    private final long syncIntervalNs;
    private final long minFreeBytes;
    private final NanoClock clock;

    private Room room = Room.AMPLE;
    private long lastSyncNs;

    JournalUpkeep(
            ServerSettings settings,
            DataDirectory directory,
            JournalAppender journal,
            CommandSequencer sequencer,
            Halt halt,
            Consumer<String> notices,
            NanoClock clock) {
        this.directory = directory;
        this.journal = journal;
        this.sequencer = sequencer;
        this.halt = halt;
        this.notices = notices;
        this.syncIntervalNs = TimeUnit.MILLISECONDS.toNanos(settings.syncIntervalMs());
        this.minFreeBytes = settings.minFreeBytes();
        this.clock = clock;
        this.lastSyncNs = clock.nanoTime();
    }

    /** With fewer bytes free than these nothing is journalled. */
    static long minForAnything(ServerSettings settings) {
        return settings.minFreeBytes() / 2;
    }

    static IdleStrategy interval() {
        return new SleepingMillisIdleStrategy(INTERVAL_MS);
    }

    @Override
    public int doWork() {
        if (!halt.isHalted()) {
            try {
                watchRoom();
                syncIfDue();
            } catch (IOException e) {
                halt.because(roleName(), e);
            }
        }
        return 0;
    }

    private void watchRoom() throws IOException {
        boolean isAllocated = journal.allocateAhead();
        Room now = isAllocated ? room(directory.usableBytes()) : Room.NONE;
        if (now != room) {
            room = now;
            sequencer.room(now);
            notices.accept(notice(now));
        }
    }

    private Room room(long freeBytes) {
        if (freeBytes < minFreeBytes / 2) {
            return Room.NONE;
        }
        double enough = room == Room.AMPLE ? minFreeBytes : minFreeBytes * ENOUGH;
        return freeBytes < enough ? Room.SCARCE : Room.AMPLE;
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

    private void syncIfDue() throws IOException {
        long nowNs = clock.nanoTime();
        if (nowNs - lastSyncNs >= syncIntervalNs) {
            journal.sync();
            lastSyncNs = nowNs;
        }
    }

    @Override
    public String roleName() {
        return "journal-upkeep";
    }
}
