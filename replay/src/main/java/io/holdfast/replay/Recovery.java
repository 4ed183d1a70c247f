// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.StockListener;
import io.holdfast.engine.codec.ConfigureEngineEncoder;
import io.holdfast.engine.codec.EngineOutcomeDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.MessageHeaderEncoder;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Durability;
import io.holdfast.journal.JournalAppender;
import io.holdfast.journal.JournalSource;
import io.holdfast.journal.RecordHandler;
import io.holdfast.journal.Repairs;
import io.holdfast.journal.TornEnd;
import io.holdfast.journal.snapshot.PassedOver;
import io.holdfast.journal.snapshot.Restored;
import io.holdfast.journal.snapshot.Snapshots;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What happens between owning a data directory and serving from it: take the newest snapshot that can be used, replay what the
 * journal has behind it, cut a torn end off, open the journal behind its last record, and put the settings in force.
 *
 * @param engine    as far as the journal.
 * @param journal   open for appending.
 * @param recovered the last sequence and digest that were found, before anything was added.
 */
public record Recovery(Engine engine, JournalAppender journal, Recovered recovered) {

    /**
     * What was found.
     *
     * @param sequence         the last record's.
     * @param digest           of the state after it.
     * @param snapshotSequence of the snapshot that it began with; 0 if it began with the first record.
     * @param passedOver       snapshots that could not be used.
     * @param repairs          what was skipped, now or by the snapshot.
     * @param torn             what was cut off behind the last record; null if nothing was.
     */
    public record Recovered(
            long sequence,
            long digest,
            long snapshotSequence,
            List<PassedOver> passedOver,
            Repairs repairs,
            TornEnd torn) {}

    /**
     * Recovers a data directory that this process owns.
     *
     * @param settings to be in force afterwards.
     * @param durability when what is appended from then on is safe.
     * @param clock    gives the time of that, if they are not in force already.
     * @param indexSeed of the engine, if it does not go on from a snapshot, which has its own: {@link IndexSeed#draw()} where clients are
     *     to be served.
     * @param observer is shown each record that was replayed.
     * @throws io.holdfast.journal.DamagedJournalException if the journal is not as it was written, or it and a snapshot do not
     *     belong together.
     * @throws DivergedException                           if an outcome is not the one on record.
     * @throws UndecidedException                          if a command has no outcome, and is not to be skipped.
     * @throws UnfitSettingsException                      if the settings cannot be put in force.
     */
    public static Recovery run(
            DataDirectory directory,
            EngineSettings settings,
            Durability durability,
            EpochNanoClock clock,
            long indexSeed,
            RecordHandler observer)
            throws IOException {
        JournalSource source = JournalSource.atRest(directory.journal());
        source.rewriteUnsynced();
        Restored restored = Snapshots.of(directory.path()).restore(source, StockListener.NONE, indexSeed);
        long snapshotSequence = restored.engine().lastSequence();
        Replay replay = Replay.goOn(restored.engine(), source, observer);
        Engine engine = replay.engine();
        TornEnd torn = replay.end().torn();
        if (torn != null) {
            torn.cutOff();
        }
        Recovered recovered = new Recovered(
                engine.lastSequence(),
                engine.digest(),
                snapshotSequence,
                restored.passedOver(),
                Repairs.of(source),
                torn);
        long nowNs = Math.max(clock.nanoTime(), engine.lastTimestampNs());
        JournalAppender journal = JournalAppender.open(directory, durability, TimeUnit.NANOSECONDS.toMillis(nowNs));
        try {
            if (!engine.settings().equals(settings)) {
                configure(engine, journal, settings, nowNs);
            }
            return new Recovery(engine, journal, recovered);
        } catch (RuntimeException e) {
            closeAfter(e, journal);
            throw e;
        }
    }

    /** What went wrong first is what is told. */
    private static void closeAfter(RuntimeException e, JournalAppender journal) {
        try {
            journal.close();
        } catch (IOException | RuntimeException later) {
            e.addSuppressed(later);
        }
    }

    /** The settings are a command like any other: sequenced, decided, journalled. */
    private static void configure(Engine engine, JournalAppender journal, EngineSettings settings, long nowNs) {
        UnsafeBuffer command =
                new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + ConfigureEngineEncoder.BLOCK_LENGTH]);
        ConfigureEngineEncoder encoder =
                new ConfigureEngineEncoder().wrapAndApplyHeader(command, 0, new MessageHeaderEncoder());
        settings.encode(encoder);
        encoder.header().correlationId(0).firstSentNs(nowNs).deadlineNs(0);

        UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
        long sequence = engine.lastSequence() + 1;
        int length = decide(engine, sequence, nowNs, command, outcome);
        ResultCode code = new EngineOutcomeDecoder()
                .wrapAndApplyHeader(outcome, 0, new MessageHeaderDecoder())
                .header()
                .code();
        if (code != ResultCode.OK) {
            throw new UnfitSettingsException(
                    "the settings cannot be put in force: a holdfast.max.… is below what the data"
                            + " directory holds already or above 536870912, or a time is over 100 years");
        }
        journal.append(sequence, nowNs, command, 0, command.capacity(), outcome, 0, length);
        journal.commit();
    }

    private static int decide(Engine engine, long sequence, long nowNs, UnsafeBuffer command, UnsafeBuffer outcome) {
        try {
            return engine.decide(sequence, nowNs, command, 0, outcome, 0);
        } catch (OutOfMemoryError e) {
            throw new UnfitSettingsException(
                    "what holdfast.max.… allows does not fit into the heap: allow less, or give more with"
                            + " HOLDFAST_JAVA_OPTS=-Xmx…",
                    e);
        }
    }
}
