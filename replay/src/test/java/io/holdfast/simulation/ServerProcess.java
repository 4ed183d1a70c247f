// SPDX-License-Identifier: Apache-2.0
package io.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.pipeline.CommandLog;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.engine.pipeline.Room;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.Recovery;
import io.holdfast.replay.SnapshotFollower;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.Agent;

/** One life of the server: a recovery, a pipeline and what belongs to it, each a turn at a time. */
final class ServerProcess {
    private static final long SNAPSHOT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final SnapshotPolicy SNAPSHOTS = new SnapshotPolicy(2, 0, Retention.KEEP);

    private final SimulatedDisk disk;
    private final Ledger ledger;
    private final DataDirectory directory;
    private final Recovery recovery;
    private final Doorway doorway;
    private final Pipeline pipeline;
    private final List<Agent> stages;
    private final SnapshotFollower follower;
    private final List<String> notices = new ArrayList<>();
    private final Halt halt = new Halt(() -> {});

    private ServerProcess(
            SimulatedDisk disk,
            Weather weather,
            SimulatedClock clock,
            Ledger ledger,
            Network.Receiver out,
            UnaryOperator<CommandLog> fault,
            DataDirectory directory,
            Recovery recovery) {
        this.disk = disk;
        this.directory = directory;
        this.recovery = recovery;
        doorway = new Doorway(ledger, out);
        pipeline = new Pipeline(
                recovery.engine(),
                fault.apply(new JournalWitness(recovery.journal(), ledger)),
                doorway,
                halt,
                clock,
                weather.ringCapacity(),
                Pipeline.MIN_ARENA_BYTES);
        doorway.open(pipeline.sequencer());
        stages = pipeline.stages();
        this.ledger = ledger;
        follower = weather.isFollowed()
                ? new SnapshotFollower(
                        Snapshots.of(disk.directory()),
                        disk.journal(true),
                        SNAPSHOT_INTERVAL_NS,
                        SNAPSHOTS,
                        clock.nanoTime(),
                        clock::monotonicNs,
                        notices::add)
                : null;
    }

    /**
     * Starts as a server does.
     *
     * @param out   takes what goes out to clients.
     * @param fault what befalls the journal, if a test wants it.
     */
    static ServerProcess start(
            SimulatedDisk disk,
            Weather weather,
            EngineSettings settings,
            SimulatedClock clock,
            Ledger ledger,
            Network.Receiver out,
            UnaryOperator<CommandLog> fault)
            throws IOException {
        DataDirectory directory = DataDirectory.own(disk.directory());
        try {
            Recovery recovery = Recovery.run(
                    directory, settings, weather.durability(), clock, clock.nanoTime(), RecordHandler.NONE);
            return new ServerProcess(disk, weather, clock, ledger, out, fault, directory, recovery);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    Recovery.Recovered recovered() {
        return recovery.recovered();
    }

    Engine engine() {
        return recovery.engine();
    }

    Doorway doorway() {
        return doorway;
    }

    void room(Room room) {
        pipeline.sequencer().room(room);
    }

    // ----- Turns -----

    void decide() throws Exception {
        work(0);
        ledger.see(engine().lastSequence(), engine().digest());
    }

    void journal() throws Exception {
        work(1);
    }

    void answer() throws Exception {
        work(2);
    }

    private void work(int stage) throws Exception {
        stages.get(stage).doWork();
        if (halt.isHalted()) {
            throw new AssertionError(
                    "halted by " + halt.reason().stage(), halt.reason().cause());
        }
    }

    void sync() throws IOException {
        recovery.journal().sync();
    }

    /** Returns whether there is a new snapshot, for which the journal was synced. */
    boolean follow() throws IOException {
        Snapshots snapshots = Snapshots.of(disk.directory());
        List<?> before = snapshots.files();
        disk.shortenFiles();
        follower.doWork();
        assertEquals(List.of(), notices);
        return !before.equals(snapshots.files());
    }

    // ----- The end -----

    void stopAccepting() {
        pipeline.sequencer().stopAccepting();
    }

    void workOff() throws Exception {
        while (!pipeline.isWorkedOff()) {
            decide();
            journal();
            answer();
        }
        doorway.flush();
    }

    void writeSnapshot() throws IOException {
        if (engine().lastSequence() != recovered().snapshotSequence()) {
            Snapshots.of(disk.directory()).write(engine(), disk.journal(false), SNAPSHOTS);
        }
    }

    /** Gives back what the process held; of one that has died, the files are looked at before. */
    void close() throws IOException {
        if (follower != null) {
            follower.onClose();
        }
        recovery.journal().close();
        directory.close();
    }
}
