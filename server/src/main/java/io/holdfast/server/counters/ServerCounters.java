// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

import io.aeron.Aeron;
import io.aeron.Counter;
import io.aeron.driver.status.DutyCycleStallTracker;
import io.holdfast.engine.Bounded;
import io.holdfast.engine.Engine;
import io.holdfast.engine.pipeline.DecisionTally;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.SyncTally;
import io.holdfast.replay.SnapshotFollower;
import io.holdfast.transport.Egress;
import io.holdfast.transport.Ingress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.agrona.concurrent.status.AtomicCounter;

/**
 * A server's counters in its media driver. The parts of the server count for themselves, in plain fields; here their figures
 * are put where others can see them, each by the one thread that the figure belongs to.
 */
public final class ServerCounters {
    private static final long LONG_DUTY_CYCLE_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Map<String, Counter> byText = new HashMap<>();

    private ServerCounters() {}

    /**
     * Makes the counters; with the Aeron client they are gone.
     *
     * @param aeron   a client whose conductor is to be invoked.
     * @param threads the names of the pipeline's threads.
     * @throws io.aeron.exceptions.AeronException if the driver has no room for them, or is gone.
     */
    public static ServerCounters open(Aeron aeron, List<String> threads) {
        // All at once: waiting for each of them would be felt by whoever waits for the start.
        Map<String, Long> registrationIds = new LinkedHashMap<>();
        long pid = ProcessHandle.current().pid();
        for (CounterKind kind : CounterKind.values()) {
            for (String of : instances(kind, threads)) {
                String text = kind.text(of);
                String label = new CounterLabel(text, pid).toString();
                registrationIds.put(text, aeron.asyncAddCounter(kind.typeId(), label));
            }
        }
        ServerCounters counters = new ServerCounters();
        registrationIds.forEach((text, id) -> counters.byText.put(text, await(aeron, id)));
        return counters;
    }

    private static List<String> instances(CounterKind kind, List<String> threads) {
        return switch (kind) {
            case REMEMBERED, BOUND -> {
                List<String> bounded = new ArrayList<>();
                for (Bounded what : Bounded.values()) {
                    bounded.add(name(what));
                }
                yield bounded;
            }
            case LONGEST_DUTY_CYCLE, LONG_DUTY_CYCLES -> threads;
            default -> List.of("");
        };
    }

    private static String name(Bounded what) {
        return what == Bounded.SKUS
                ? "SKUs"
                : what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Counter await(Aeron aeron, long registrationId) {
        IdleStrategy idle = new YieldingIdleStrategy();
        Counter counter = aeron.getCounter(registrationId);
        while (counter == null) {
            idle.idle(aeron.conductorAgentInvoker().invoke());
            counter = aeron.getCounter(registrationId);
        }
        return counter;
    }

    private AtomicCounter counter(CounterKind kind) {
        return counter(kind, "");
    }

    private AtomicCounter counter(CounterKind kind, String of) {
        return byText.get(kind.text(of));
    }

    /**
     * The pipeline's threads, counted.
     *
     * @param threads what each of them runs: all agents of the pipeline, or ingress, engine, journal and egress.
     * @param engine  as it was recovered.
     */
    public List<Agent> counted(
            List<Agent> threads,
            Ingress ingress,
            Pipeline pipeline,
            Engine engine,
            JournalAppender journal,
            Egress egress) {
        List<Runnable> publishers = List.of(
                ingress(ingress),
                engine(engine, pipeline.tally()),
                journal(journal, engine.lastSequence()),
                egress(egress));
        // What there is already, such as orders of an earlier run, is seen before the first command.
        publishers.forEach(Runnable::run);
        if (threads.size() == 1) {
            return List.of(counted(threads.get(0), () -> publishers.forEach(Runnable::run)));
        }
        List<Agent> counted = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            counted.add(counted(threads.get(i), publishers.get(i)));
        }
        return counted;
    }

    private CountedAgent counted(Agent thread, Runnable publish) {
        return new CountedAgent(thread, dutyCycles(thread.roleName()), publish);
    }

    private DutyCycleStallTracker dutyCycles(String thread) {
        return new DutyCycleStallTracker(
                counter(CounterKind.LONGEST_DUTY_CYCLE, thread),
                counter(CounterKind.LONG_DUTY_CYCLES, thread),
                LONG_DUTY_CYCLE_NS);
    }

    private Runnable ingress(Ingress ingress) {
        AtomicCounter sessions = counter(CounterKind.SESSIONS);
        AtomicCounter overloads = counter(CounterKind.OVERLOADS);
        AtomicCounter readOnlyRefusals = counter(CounterKind.READ_ONLY_REFUSALS);
        AtomicCounter otherRefusals = counter(CounterKind.OTHER_REFUSALS);
        AtomicCounter mostUnderWay = counter(CounterKind.MOST_UNDER_WAY);
        return () -> {
            sessions.setRelease(ingress.openSessionCount());
            overloads.setRelease(ingress.overloads());
            readOnlyRefusals.setRelease(ingress.readOnlyRefusals());
            otherRefusals.setRelease(ingress.otherRefusals());
            mostUnderWay.setRelease(ingress.mostUnderWay());
        };
    }

    private Runnable engine(Engine engine, DecisionTally tally) {
        AtomicCounter accepted = counter(CounterKind.ACCEPTED);
        AtomicCounter refused = counter(CounterKind.REFUSED);
        AtomicCounter repeated = counter(CounterKind.REPEATED);
        AtomicCounter ticks = counter(CounterKind.TICKS);
        AtomicCounter queries = counter(CounterKind.QUERIES);
        AtomicCounter sequence = counter(CounterKind.DECIDED_SEQUENCE);
        Bounded[] bounded = Bounded.values();
        AtomicCounter[] remembered = new AtomicCounter[bounded.length];
        for (int i = 0; i < bounded.length; i++) {
            remembered[i] = counter(CounterKind.REMEMBERED, name(bounded[i]));
            // No client may change the settings, so they are those of the start.
            counter(CounterKind.BOUND, name(bounded[i]))
                    .setRelease(engine.settings().most(bounded[i]));
        }
        return () -> {
            accepted.setRelease(tally.accepted());
            refused.setRelease(tally.refused());
            repeated.setRelease(tally.repeated());
            ticks.setRelease(tally.ticks());
            queries.setRelease(tally.queries());
            sequence.setRelease(engine.lastSequence());
            for (int i = 0; i < bounded.length; i++) {
                remembered[i].setRelease(engine.count(bounded[i]));
            }
        };
    }

    private Runnable journal(JournalAppender journal, long recoveredSequence) {
        AtomicCounter records = counter(CounterKind.RECORDS);
        AtomicCounter bytes = counter(CounterKind.BYTES);
        AtomicCounter documents = counter(CounterKind.DOCUMENTS);
        AtomicCounter sequence = counter(CounterKind.JOURNALLED_SEQUENCE);
        return () -> {
            records.setRelease(journal.records());
            bytes.setRelease(journal.bytes());
            documents.setRelease(journal.documents());
            sequence.setRelease(Math.max(recoveredSequence, journal.writtenSequence()));
        };
    }

    private Runnable egress(Egress egress) {
        AtomicCounter dropped = counter(CounterKind.DROPPED_ANSWERS);
        return () -> dropped.setRelease(egress.droppedAnswers());
    }

    /**
     * An agent behind each of whose duty cycles the syncs of a journal are told.
     *
     * @param recoveredSequence of the last record that was there at the start, which is on the disk.
     */
    public Agent counted(Agent sync, JournalAppender journal, long recoveredSequence) {
        AtomicCounter count = counter(CounterKind.SYNCS);
        AtomicCounter longestNs = counter(CounterKind.LONGEST_SYNC);
        AtomicCounter sequence = counter(CounterKind.SYNCED_SEQUENCE);
        SyncTally syncs = journal.syncs();
        return new ToldAgent(sync, count, () -> {
            count.setRelease(syncs.count());
            longestNs.setRelease(syncs.longestNs());
            sequence.setRelease(Math.max(recoveredSequence, syncs.sequence()));
        });
    }

    /** An agent behind each of whose duty cycles is told how its snapshots went. */
    public Agent counted(SnapshotFollower follower) {
        AtomicCounter written = counter(CounterKind.SNAPSHOTS);
        AtomicCounter failed = counter(CounterKind.FAILED_SNAPSHOTS);
        return new ToldAgent(follower, written, () -> {
            written.setRelease(follower.written());
            failed.setRelease(follower.failed());
        });
    }
}
