// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.exceptions.AeronException;
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
import io.holdfast.replay.Recovery;
import io.holdfast.replay.SnapshotFollower;
import io.holdfast.server.counters.ServerCounters;
import io.holdfast.server.rehearsal.Rehearsal;
import io.holdfast.transport.AccessList;
import io.holdfast.transport.Egress;
import io.holdfast.transport.Ingress;
import io.holdfast.transport.SampledClock;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
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
    /** A sync may be under way, and is not interrupted: that would close the file. */
    private static final int AGENT_STOP_TIMEOUT_MS = 60_000;

    private static final long WATCH_INTERVAL_MS = 5;
    private static final long FOLLOW_INTERVAL_MS = 100;
    private static final long FLUSH_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

    private final ServerSettings settings;
    private final Consumer<String> notices;
    private final Halt halt;
    private final long startedNs = System.nanoTime();
    /** What has been opened, the newest first: closed in this order. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private final List<AgentRunner> runners = new ArrayList<>();
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
        } catch (IOException | RuntimeException e) {
            server.closeOpened();
            throw e;
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
        openDriver();
        refuseUnusableChannels();
        CompletableFuture<Void> rehearsal = CompletableFuture.runAsync(Rehearsal::run)
                .exceptionally(e -> {
                    notices.accept("nothing could be rehearsed, so the first orders will be slow: " + e);
                    return null;
                });
        recovery = Recovery.run(
                directory, settings.engine(), settings.durability(), SystemEpochNanoClock.INSTANCE, replay);
        opened.push(() -> {
            // If it cannot be synced there is no snapshot of it either.
            recovery.journal().close();
            writeSnapshot(directory);
        });
        tellOf(recovery.recovered());

        noticeShortMemory();

        Aeron aeron = connectToDriver();
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
        ingress = openIngress(aeron, accessList);

        List<Agent> agents = new ArrayList<>();
        agents.add(ingress);
        agents.addAll(pipeline.stages());
        List<Agent> threads = settings.layout().threads(agents);
        if (settings.counters()) {
            counters = openCounters(aeron, threads);
            threads = counters.counted(threads, ingress, pipeline, recovery.engine(), recovery.journal(), egress);
        }
        rehearsal.join();
        for (int i = 0; i < threads.size(); i++) {
            run(threads.get(i), settings.idle().strategy(), factories.get(i));
        }
        run(roomWatch, new SleepingMillisIdleStrategy(WATCH_INTERVAL_MS));
        runInBackground(new PagesAhead(recovery.journal(), halt));
        runInBackground(new TablesAhead(recovery.engine(), halt));
        long syncIntervalNs = TimeUnit.MILLISECONDS.toNanos(settings.syncIntervalMs());
        BackgroundSync sync = new BackgroundSync(recovery.journal(), syncIntervalNs, halt, SystemNanoClock.INSTANCE);
        runInBackground(
                counters == null
                        ? sync
                        : counters.counted(
                                sync, recovery.journal(), recovery.recovered().sequence()));
        if (settings.snapshotIntervalNs() > 0) {
            SnapshotFollower follower = snapshotFollower(directory);
            run(
                    counters == null ? follower : counters.counted(follower),
                    new SleepingMillisIdleStrategy(FOLLOW_INTERVAL_MS));
        }
        readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
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

    private SnapshotFollower snapshotFollower(DataDirectory directory) {
        return new SnapshotFollower(
                Snapshots.of(directory.path()),
                new JournalSource(directory.journal(), true),
                settings.snapshotIntervalNs(),
                settings.snapshots(),
                SystemNanoClock.INSTANCE,
                notices);
    }

    /** A bound is of use only where what it allows fits into memory: there {@code CAPACITY} is answered, here it halts. */
    private void noticeShortMemory() {
        long allowedMib = settings.engine().maxBytes() >> 20;
        long tablesMib = maxTableBytes() >> 20;
        if (allowedMib > tablesMib) {
            notices.accept("what holdfast.max.… allows takes " + allowedMib + " MiB, but the JVM has " + tablesMib
                    + " MiB for it: when that is full the engine halts; allow less, or give more with"
                    + " HOLDFAST_JAVA_OPTS=-XX:MaxDirectMemorySize=…");
        }
    }

    /** Tables lie outside the heap; the JVM gives them as much as the heap may have, if it is not told otherwise. */
    private static long maxTableBytes() {
        long maxBytes = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
        return maxBytes == 0 ? Runtime.getRuntime().maxMemory() : maxBytes;
    }

    private void openDriver() {
        try {
            if (settings.embeddedDriver()) {
                opened.push(Drivers.launch(settings.aeronDir(), settings.driverThreads(), notices));
            } else if (!CommonContext.isDriverActive(
                    new File(settings.aeronDir()), Drivers.DRIVER_TIMEOUT_MS, line -> {})) {
                throw new StartException("no media driver in " + settings.aeronDir()
                        + ": start one there, or leave holdfast.aeron.embedded true");
            }
        } catch (StartException e) {
            throw e;
        } catch (RuntimeException e) {
            throw noDriver(e);
        }
    }

    private Aeron connectToDriver() {
        try {
            return Aeron.connect(Drivers.client(settings.aeronDir())
                    .useConductorAgentInvoker(true)
                    .errorHandler(e -> halt.because("aeron", e)));
        } catch (RuntimeException e) {
            throw noDriver(e);
        }
    }

    /** Aeron's, or what the file system makes it throw. */
    private StartException noDriver(RuntimeException e) {
        return new StartException("no media driver can run in " + settings.aeronDir() + ": " + e.getMessage(), e);
    }

    /** Better told now than after a recovery, which may take minutes and leaves Aeron's client alone. */
    private void refuseUnusableChannels() {
        try (Aeron aeron = connectToDriver()) {
            settings.channels()
                    .forEach(channel ->
                            aeron.addSubscription(channel, settings.streamId()).close());
        } catch (AeronException | IllegalArgumentException e) {
            throw cannotListen(e);
        }
    }

    private Ingress openIngress(Aeron aeron, AccessList accessList) {
        try {
            return new Ingress(
                    aeron,
                    settings.channels(),
                    settings.streamId(),
                    pipeline.sequencer(),
                    egress,
                    accessList,
                    settings.maxSessions(),
                    notices);
        } catch (AeronException | IllegalArgumentException e) {
            throw cannotListen(e);
        }
    }

    private StartException cannotListen(RuntimeException e) {
        boolean isPortTaken = String.valueOf(e.getMessage()).contains("Address already in use");
        return new StartException(
                "cannot listen on " + String.join(" ", settings.channels()) + ": "
                        + (isPortTaken
                                ? "another process uses the port: stop it, or set holdfast.channels"
                                : e.getMessage()),
                e);
    }

    private ServerCounters openCounters(Aeron aeron, List<Agent> threads) {
        try {
            return ServerCounters.open(
                    aeron, threads.stream().map(Agent::roleName).toList());
        } catch (AeronException e) {
            throw new StartException(
                    "the media driver in " + settings.aeronDir() + " makes no counters: " + e.getMessage()
                            + "; set holdfast.counters to false if it has no room for them",
                    e);
        }
    }

    private void run(Agent agent, IdleStrategy idle) {
        run(agent, idle, Thread::new);
    }

    /** What may be late now and then, and nothing is lost but time. */
    private void runInBackground(Agent agent) {
        run(agent, new SleepingMillisIdleStrategy(WATCH_INTERVAL_MS), BackgroundThread::of);
    }

    private void run(Agent agent, IdleStrategy idle, ThreadFactory threadFactory) {
        AgentRunner runner = new AgentRunner(idle, e -> halt.because(agent.roleName(), e), null, agent);
        runners.add(runner);
        AgentRunner.startOnThread(runner, threadFactory);
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
        runners.forEach(runner -> runner.close(AGENT_STOP_TIMEOUT_MS, Server::refuseToGoOnWith));
        if (!isWorkedOff) {
            halt.because("stop", new IllegalStateException("what was under way could not be worked off in time"));
        }
        await(egress::isFlushed, FLUSH_TIMEOUT_NS);
        ingress.closeSessions(ResultCode.STOPPING);
        closeOpened();
    }

    /** Nothing that it uses may be closed, and nobody would wait for it for ever. */
    private static void refuseToGoOnWith(Thread thread) {
        throw new IllegalStateException("thread " + thread.getName() + " does not end");
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
        CloseHelper.closeAll(opened);
    }
}
