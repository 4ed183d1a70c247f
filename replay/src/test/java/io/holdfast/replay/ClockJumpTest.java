// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.OrderReport;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.Seed;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock jumps an hour back or forward again and again, also just before and after a new file of the journal is due, and while the
 * engine is down. Time never goes back, every hold ends when its time is over and not before, and no record is missing.
 */
class ClockJumpTest {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    /** 2026-01-31 23:15 UTC. */
    private static final long START_NS = 1_769_901_300_000_000_000L;

    private static final int STEPS = 120;

    @TempDir
    private Path path;

    private final Map<Long, Long> deadlinesNs = new HashMap<>();
    private final List<Long> timesNs = new ArrayList<>();
    private RecoveredEngine engine;
    private long clockNs = START_NS;
    /** What the clock has shown at most. */
    private long highestNs = START_NS;

    private int starts;
    private int expired;

    @Test
    void shouldNeverGoBackNorEndAHoldTooEarly() {
        Seed.run(random -> {
            start();
            Commands commands = engine.commands().firstSentNs(clockNs);
            ask(commands.defineSku(1, 100L, 0, "A"));
            ask(commands.adjustStock(1, 1, 0, 10 * STEPS, AdjustmentReason.RECEIPT));
            for (int step = 1; step <= STEPS; step++) {
                moveClock(step, random);
                if (random.nextInt(20) == 0) {
                    engine.close();
                    start();
                }
                submit(step, random);
                expectHolds();
            }
            long digest = engine.engine().digest();
            engine.close();
            assertTrue(expired > STEPS / 8, () -> "only " + expired + " holds have ended");
            expectJournal(digest);
        });
    }

    private void start() throws IOException {
        starts++;
        engine = new RecoveredEngine(path, () -> clockNs);
        highestNs = Math.max(highestNs, clockNs);
        while (timesNs.size() < engine.engine().lastSequence()) {
            // The settings, where they are new.
            timesNs.add(highestNs);
        }
    }

    /** Each kind of jump once in twelve steps, so that no run is without them. */
    private void moveClock(int step, Random random) {
        clockNs += random.nextInt(60_000) * 1_000_000L;
        switch (step % 12) {
            case 1 -> clockNs -= HOUR_NS;
            case 4 -> clockNs += HOUR_NS;
            // The last moment of an hour, the first of the next, and what a clock makes of it that is set then.
            case 7 -> clockNs = hour(highestNs) + HOUR_NS - random.nextInt(2);
            case 10 -> clockNs = hour(highestNs) - random.nextInt(2);
            default -> {
                // As time goes by.
            }
        }
    }

    private static long hour(long timeNs) {
        return timeNs - timeNs % HOUR_NS;
    }

    private void submit(long orderId, Random random) throws Exception {
        while (engine.tick() > 0) {
            noteTime();
        }
        Terms terms = Terms.of(ShortagePolicy.ALL_OR_NOTHING).payWithin(1 + random.nextInt(900) * 1_000_000_000L);
        Commands commands = engine.commands().firstSentNs(clockNs);
        DecodedAnswer answer = ask(commands.submitOrder(orderId, 7, terms, List.of(Line.of(1, 1, 100))));
        OrderOutcome outcome = assertInstanceOf(OrderOutcome.class, answer);
        assertEquals(ResultCode.OK, outcome.header().code());
        assertEquals(highestNs + terms.timeToPayNs(), outcome.deadlineNs());
        deadlinesNs.put(orderId, outcome.deadlineNs());
    }

    private DecodedAnswer ask(int length) throws Exception {
        DecodedAnswer answer = engine.ask(length);
        noteTime();
        return answer;
    }

    private void noteTime() {
        highestNs = Math.max(highestNs, clockNs);
        assertEquals(highestNs, engine.engine().lastTimestampNs());
        timesNs.add(highestNs);
        assertEquals(timesNs.size(), engine.engine().lastSequence());
    }

    private void expectHolds() throws Exception {
        for (var order : deadlinesNs.entrySet()) {
            OrderReport report = assertInstanceOf(
                    OrderReport.class, engine.ask(engine.commands().queryOrder(order.getKey())));
            boolean isOver = order.getValue() <= highestNs;
            assertEquals(
                    isOver ? OrderStatus.EXPIRED : OrderStatus.RESERVED,
                    report.status(),
                    () -> "order " + order.getKey() + " at " + highestNs + " with deadline " + order.getValue());
        }
        int before = deadlinesNs.size();
        deadlinesNs.values().removeIf(deadlineNs -> deadlineNs <= highestNs);
        expired += before - deadlinesNs.size();
        StockReport stock =
                assertInstanceOf(StockReport.class, engine.ask(engine.commands().queryStock(1, 0)));
        assertEquals(deadlinesNs.size(), stock.reserved());
    }

    private void expectJournal(long digest) throws IOException {
        Path journal = DataDirectory.journalToRead(path);
        List<Long> onRecordNs = new ArrayList<>();
        JournalReader.read(
                journal,
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) ->
                        onRecordNs.add(timestampNs));
        assertEquals(timesNs, onRecordNs);
        assertEquals(digest, Replay.of(journal).engine().digest());
        long hours = onRecordNs.stream().map(ClockJumpTest::hour).distinct().count();
        int files = RecoveredEngine.journalFiles(path).size();
        assertTrue(
                files >= hours && files < hours + starts,
                files + " files of " + starts + " starts and " + hours + " hours");
        assertTrue(hours >= STEPS / 12 - 1, () -> "only " + hours + " hours");
    }
}
