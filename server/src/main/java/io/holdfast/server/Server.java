// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.DataDirectoryException;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.UnsyncedJournalException;
import io.holdfast.journal.snapshot.OldFilesException;
import io.holdfast.journal.snapshot.Snapshots;
import io.holdfast.replay.IndexSeed;
import io.holdfast.replay.Recovery;
import io.holdfast.replay.SnapshotFollower;
import io.holdfast.server.counters.ServerCounters;
import io.holdfast.server.rehearsal.Rehearsal;
import io.holdfast.transport.AccessList;
import io.holdfast.transport.Egress;
import io.holdfast.transport.Ingress;
import io.holdfast.transport.SampledClock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;

/**
 * One engine, serving from one data directory.
 *
 * <p>{@link #start} returns when it is ready; {@link #close()} stops it in order: no new commands, work off the ring,
 * send the answers, close the sessions with a reason, sync, write a snapshot. If a stage fails it does not close: it halts where it is, and
 * whoever started it is told, and must end the process.
 */
public final class Server implements AutoCloseable {
    private static final long STOP_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long WATCH_INTERVAL_MS = 5;
    private static final long FOLLOW_INTERVAL_MS = 100;
    private static final long FLUSH_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private final ServerSettings settings;
    private final Consumer<String> notices;
    private final Halt halt;
    private final ServerAeron serverAeron;
    private final ServerThreads threads;
    private final long startedNs = System.nanoTime();
    /** What has been opened, the newest first: closed in this order. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private Recovery recovery;
    private Pipeline pipeline;
    private Ingress ingress;
    private final Egress egress = new Egress();
    /** Null if none are wanted. */
    private ServerCounters counters;

    private long readyMs;
    /** Everything that was sequenced has been worked off, and nothing runs any more. */
    private boolean isWorkedOff;

    private Server(ServerSettings settings, Consumer<String> notices, Runnable onHalt) {
        this.settings = settings;
        this.notices = notices;
        this.halt = new Halt(onHalt);
        this.serverAeron = new ServerAeron(settings, halt, notices);
        this.threads = new ServerThreads(halt);
    }

    /**
     * Starts a server; on return it takes sessions.
     *
     * @param notices takes lines about what an operator may want to know; any thread.
     * @param replay  is shown each record that is replayed, before this returns.
     * @param onHalt  called once if a stage fails: {@link #halted()} says why, and nothing more is answered.
     * @throws io.holdfast.journal.DataDirectoryException  if the directory cannot be used.
     * @throws io.holdfast.journal.DamagedJournalException if the journal is not as it was written, or it and a snapshot do not
     *     belong together.
     * @throws io.holdfast.replay.DivergedException        if a replayed command does not get its outcome on record.
     * @throws io.holdfast.replay.UndecidedException       if a command on record has no outcome, and is not to be skipped.
     * @throws io.holdfast.replay.UnfitSettingsException   if the settings cannot be put in force.
     * @throws StartException                              if it cannot listen, or no media driver runs.
     */
    public static Server start(ServerSettings settings, Consumer<String> notices, RecordHandler replay, Runnable onHalt)
            throws IOException {
        Server server = new Server(settings, notices, onHalt);
        try {
            server.open(replay);
            return server;
        } catch (IOException | RuntimeException | Error e) {
            server.closeAfter(e);
            throw e;
        }
    }

    /** What went wrong first is what is told. */
    private void closeAfter(Throwable e) {
        try {
            closeOpened();
        } catch (RuntimeException later) {
            e.addSuppressed(later);
        }
    }

    private void open(RecordHandler replay) throws IOException {
        AccessList accessList = StartChecks.accessList(settings);
        List<ThreadFactory> factories = Pinning.factories(
                "holdfast.cpus", settings.cpus(), StartChecks.threadNames(settings.layout()), notices);
        DataDirectory directory = DataDirectory.own(settings.dir());
        opened.push(directory);
        StartChecks.refuseFullDisk(settings, directory);
        StartChecks.refuseUnusableArchive(settings);
        StartChecks.noticeShortMemory(settings, notices);
        MediaDriver driver = serverAeron.openDriver();
        if (driver != null) {
            opened.push(driver);
        }
        serverAeron.refuseUnusableChannels();

        CompletableFuture<Void> rehearsal = CompletableFuture.runAsync(Rehearsal::run)
                .exceptionally(e -> {
                    notices.accept("nothing could be rehearsed, so the first orders will be slow: " + e);
                    return null;
                });
        recover(directory, replay);
        rehearsal.join();

        Aeron aeron = serverAeron.connect();
        opened.push(aeron);
        pipeline = new Pipeline(
                recovery.engine(),
                recovery.journal(),
                egress,
                halt,
                new SampledClock(),
                settings.ringCapacity(),
                settings.arenaBytes());
        RoomWatch roomWatch = new RoomWatch(
                settings.minFreeBytes(),
                directory,
                recovery.journal(),
                pipeline.sequencer(),
                halt,
                notices,
                SystemNanoClock.INSTANCE);
        roomWatch.doWork();
        ingress = serverAeron.listen(aeron, pipeline.sequencer(), egress, accessList);

        runPipeline(aeron, factories);
        threads.runAtIntervals(roomWatch, WATCH_INTERVAL_MS);
        threads.runInBackground(new PagesAhead(recovery.journal(), halt), WATCH_INTERVAL_MS);
        threads.runInBackground(new TablesAhead(recovery.engine(), halt), WATCH_INTERVAL_MS);
        runSync();
        if (settings.snapshotIntervalNs() > 0) {
            runFollower(directory);
        }
        readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
    }

    private void recover(DataDirectory directory, RecordHandler replay) throws IOException {
        recovery = Recovery.run(
                directory,
                settings.engine(),
                settings.durability(),
                SystemEpochNanoClock.INSTANCE,
                IndexSeed.draw(),
                replay);
        opened.push(() -> {
            // If it cannot be synced there is no snapshot of it either.
            recovery.journal().close();
            writeSnapshot(directory);
        });
        tellOf(recovery.recovered());
    }

    private void runPipeline(Aeron aeron, List<ThreadFactory> factories) {
        List<Agent> stages = new ArrayList<>();
        stages.add(ingress);
        stages.addAll(pipeline.stages());
        List<Agent> agents = settings.layout().threads(stages);
        if (settings.counters()) {
            counters = serverAeron.openCounters(aeron, agents);
            agents = counters.counted(agents, ingress, pipeline, recovery.engine(), recovery.journal(), egress);
        }
        for (int i = 0; i < agents.size(); i++) {
            threads.run(agents.get(i), settings.idle().strategy(), factories.get(i));
        }
    }

    private void runSync() {
        long intervalNs = TimeUnit.MILLISECONDS.toNanos(settings.syncIntervalMs());
        BackgroundSync sync = new BackgroundSync(recovery.journal(), intervalNs, halt, SystemNanoClock.INSTANCE);
        long recovered = recovery.recovered().sequence();
        threads.runInBackground(
                counters == null ? sync : counters.counted(sync, recovery.journal(), recovered), WATCH_INTERVAL_MS);
    }

    private void runFollower(DataDirectory directory) {
        SnapshotFollower follower = new SnapshotFollower(
                Snapshots.of(directory.path()),
                new JournalSource(directory.journal(), true),
                settings.snapshotIntervalNs(),
                settings.snapshots(),
                IndexSeed.draw(),
                SystemNanoClock.INSTANCE,
                notices);
        threads.runAtIntervals(counters == null ? follower : counters.counted(follower), FOLLOW_INTERVAL_MS);
    }

    private void tellOf(Recovery.Recovered recovered) {
        recovered.passedOver().forEach(snapshot -> notices.accept("this snapshot cannot be used: " + snapshot));
        if (recovered.snapshotSequence() > 0) {
            notices.accept("went on from the snapshot at sequence " + recovered.snapshotSequence() + ", with "
                    + (recovered.sequence() - recovered.snapshotSequence()) + " records behind it");
        }
        recovered
                .repairs()
                .skips()
                .forEach(skip -> notices.accept("passes over sequence " + skip.sequence() + ", as decided "
                        + skip.since() + ": " + skip.reason()));
        if (recovered.torn() != null) {
            notices.accept("cut off behind sequence " + recovered.sequence() + ": " + recovered.torn());
        }
    }

    /** One line: what is running, where, how far it is, and how long that took. */
    public ReadyLine readyLine() {
        return new ReadyLine(
                Version.TEXT,
                ProcessHandle.current().pid(),
                settings.dir().toAbsolutePath().normalize().toString(),
                String.join(" ", settings.channels()),
                settings.aeronDir(),
                settings.durability().name().toLowerCase(Locale.ROOT),
                recovery.recovered().sequence(),
                recovery.recovered().digest(),
                readyMs);
    }

    /** Why a stage failed, or null while all is well. */
    public Halt.Reason halted() {
        return halt.reason();
    }

    /**
     * Stops in order.
     *
     * @throws IllegalStateException if a thread does not end: the process must, as it is.
     */
    @Override
    public void close() {
        ingress.requestStop();
        isWorkedOff = await(() -> ingress.isStopped() && pipeline.isWorkedOff(), STOP_TIMEOUT_NS);
        threads.close();
        if (!isWorkedOff) {
            halt.because("stop", new IllegalStateException("what was under way could not be worked off in time"));
        }
        await(egress::isFlushed, FLUSH_TIMEOUT_NS);
        ingress.closeSessions(ResultCode.STOPPING);
        closeOpened();
    }

    private boolean await(BooleanSupplier condition, long timeoutNs) {
        IdleStrategy idle = new BackoffIdleStrategy();
        long deadlineNs = System.nanoTime() + timeoutNs;
        while (!halt.isHalted() && System.nanoTime() - deadlineNs < 0) {
            if (condition.getAsBoolean()) {
                return true;
            }
            idle.idle();
        }
        return false;
    }

    /** With all that was decided, so that the next start need not replay anything. It can do without. */
    private void writeSnapshot(DataDirectory directory) {
        boolean isNew = recovery.engine().lastSequence() != recovery.recovered().snapshotSequence();
        if (!isWorkedOff || halt.isHalted() || !isNew) {
            return;
        }
        Snapshots snapshots = Snapshots.of(directory.path());
        try {
            snapshots.write(recovery.engine(), JournalSource.atRest(directory.journal()), settings.snapshots());
        } catch (UnsyncedJournalException e) {
            halt.because("stop", e);
        } catch (OldFilesException e) {
            notices.accept(e.getMessage());
        } catch (IOException | DataDirectoryException e) {
            notices.accept("no snapshot, so the next start replays more of the journal: " + e.getMessage());
        }
    }

    private void closeOpened() {
        threads.close();
        CloseHelper.closeAll(opened);
    }
}
