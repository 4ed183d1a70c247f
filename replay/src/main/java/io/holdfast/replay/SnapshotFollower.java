// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.StockListener;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.JournalRange;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.JournalTail;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import io.holdfast.journal.UnsyncedJournalException;
import io.holdfast.journal.snapshot.OldFilesException;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * Follows a journal that is being written with an engine of its own, and writes a snapshot of that now and then, so that the engine
 * that serves need not stand still for it. Where it cannot go on it says so and does nothing more; nobody depends on it.
 */
public final class SnapshotFollower implements Agent {
    private final Snapshots snapshots;
    private final JournalSource journal;
    private final long intervalNs;
    private final SnapshotPolicy policy;
    private final long indexSeed;
    private final NanoClock clock;
    private final Consumer<String> notices;

    private Engine engine;
    private Replayer replayer;
    private JournalTail tail;
    private long snapshotSequence;
    private long triedNs;
    private boolean isOver;
    private long written;
    private long failed;

    /**
     * @param journal    the journal beside the snapshots.
     * @param intervalNs between two snapshots, where there is something new.
     * @param policy     what goes along with writing one.
     * @param indexSeed  as {@link Recovery#run} takes it: what is written here is what a server goes on from.
     * @param clock      tells when the interval is over.
     * @param notices    takes lines about what an operator may want to know.
     */
    public SnapshotFollower(
            Snapshots snapshots,
            JournalSource journal,
            long intervalNs,
            SnapshotPolicy policy,
            long indexSeed,
            NanoClock clock,
            Consumer<String> notices) {
        this.snapshots = snapshots;
        this.journal = journal;
        this.intervalNs = intervalNs;
        this.policy = policy;
        this.indexSeed = indexSeed;
        this.clock = clock;
        this.notices = notices;
    }

    /** @throws UnsyncedJournalException if the journal cannot be synced: then its writer must not go on either. */
    @Override
    public int doWork() throws UnsyncedJournalException {
        if (isOver) {
            return 0;
        }
        try {
            if (engine == null) {
                begin();
            }
            long records = tail.poll(replayer);
            if (clock.nanoTime() - triedNs >= intervalNs && engine.lastSequence() > snapshotSequence) {
                write();
            }
            return records > 0 ? 1 : 0;
        } catch (UnsyncedJournalException e) {
            isOver = true;
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            isOver = true;
            failed++;
            engine = null;
            replayer = null;
            notices.accept("no more snapshots while this server runs, because its journal cannot be followed: " + e);
            return 0;
        }
    }

    private void begin() throws IOException {
        engine = snapshots.restore(journal, StockListener.NONE, indexSeed).engine();
        replayer = new Replayer(engine, Repairs.of(journal), RecordHandler.NONE);
        snapshotSequence = engine.lastSequence();
        tail = JournalTail.open(journal, JournalRange.after(snapshotSequence));
        triedNs = clock.nanoTime();
    }

    private void write() throws UnsyncedJournalException {
        triedNs = clock.nanoTime();
        try {
            snapshots.write(engine, journal, policy);
            snapshotSequence = engine.lastSequence();
            written++;
        } catch (UnsyncedJournalException e) {
            throw e;
        } catch (OldFilesException e) {
            snapshotSequence = engine.lastSequence();
            written++;
            notices.accept(e.getMessage());
        } catch (IOException | DataDirectoryException e) {
            failed++;
            notices.accept("no snapshot at sequence " + engine.lastSequence() + ": " + e.getMessage());
        }
    }

    /** Snapshots written since the start. For the thread that this agent runs on. */
    public long written() {
        return written;
    }

    /** Snapshots that could not be written since the start; one more if there will be no others. For the thread that this agent runs on. */
    public long failed() {
        return failed;
    }

    @Override
    public void onClose() {
        try {
            if (tail != null) {
                tail.close();
            }
        } catch (IOException e) {
            notices.accept("the journal could not be closed by the one who followed it: " + e.getMessage());
        }
    }

    @Override
    public String roleName() {
        return "snapshot-follower";
    }
}
