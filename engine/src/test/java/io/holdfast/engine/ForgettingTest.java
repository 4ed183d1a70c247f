// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * When all orders have come to an end and everything is forgotten, nothing is left of it: no part, no count, no unit that is
 * held or waited for; and the digest is that of an engine that has had nothing but the SKUs, the stock and the settings.
 */
class ForgettingTest {
    private static final int MESSAGES = 4_000;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);
    private static final EngineSettings SETTINGS =
            new EngineSettings(5, 5, 16, 64, 10_000, 100_000, 10_000, 10_000, 10_000, 512, 0, 0);

    private static final UnsafeBuffer ANSWER = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);

    /** An engine that is given the messages of a mix, and whose state we see. */
    private static final class Subject {
        private final State state = new State(StockListener.NONE, 0);
        private final Engine engine = new Engine(state);
        private final Commands commands = new Commands();
        private final CommandMix mix;
        private long timeNs = HOUR_NS;

        private Subject(long seed) {
            mix = new CommandMix(new Random(seed), commands);
        }

        private void mix(int messages, Random times) {
            for (int i = 0; i < messages; i++) {
                timeNs += times.nextInt(20_000);
                commands.firstSentNs(timeNs);
                int length = mix.next();
                if (MessageFormat.isQuery(commands.buffer(), 0)) {
                    engine.report(commands.buffer(), 0, ANSWER, 0);
                } else {
                    decide(length);
                }
            }
        }

        private Commands now() {
            return commands.firstSentNs(timeNs);
        }

        private void decide(int length) {
            assertTrue(length > 0);
            engine.decide(engine.lastSequence() + 1, timeNs, commands.buffer(), 0, ANSWER, 0);
        }

        private void forgetEverything() {
            timeNs += HOUR_NS;
            for (int i = 0; i < MESSAGES; i++) {
                decide(now().tick());
            }
        }

        private List<Integer> stocks(int sku) {
            List<Integer> stocks = new ArrayList<>();
            for (int stock = state.skus.firstStock(sku); stock != StockTable.ABSENT; stock = state.stocks.next(stock)) {
                stocks.add(stock);
            }
            return stocks;
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        Seed.run(random -> {
            long seed = random.nextLong();
            Subject subject = new Subject(seed);
            subject.mix(MESSAGES, random);
            subject.decide(subject.now().configureEngine(SETTINGS));
            for (long orderId = 1; orderId <= MESSAGES; orderId++) {
                subject.decide(subject.now().cancelOrder(orderId));
            }
            subject.forgetEverything();
            expectNothing(subject);
            assertEquals(withTheSameStock(subject, seed).engine.digest(), subject.engine.digest());
        });
    }

    private static void expectNothing(Subject subject) {
        State state = subject.state;
        assertEquals(0, state.orders.size());
        assertEquals(0, state.parts.size());
        assertEquals(0, state.counts.size());
        assertEquals(0, state.adjustments.size() + state.shipments.size() + state.returns.size());
        assertEquals(Long.MAX_VALUE, subject.engine.nextWorkNs());
        assertTrue(state.skus.size() > 0 && state.stocks.size() > state.skus.size(), "little was tried");
        for (int sku = 0; sku < state.skus.size(); sku++) {
            assertEquals(0, state.skus.waitingAny(sku));
        }
        for (int stock = 0; stock < state.stocks.size(); stock++) {
            assertEquals(0, state.stocks.promised(stock));
            assertEquals(0, state.stocks.waiting(stock));
        }
    }

    private static Subject withTheSameStock(Subject subject, long seed) {
        Subject other = new Subject(seed);
        other.mix(1 + subject.state.skus.size(), new Random(0)); // the definitions
        other.decide(other.now().configureEngine(SETTINGS));
        long lastId = 0;
        for (int sku = 0; sku < subject.state.skus.size(); sku++) {
            SkuTable skus = subject.state.skus;
            other.decide(other.now()
                    .updateSku(
                            skus.id(sku),
                            skus.listPriceMinor(sku),
                            skus.safetyStock(sku),
                            skus.customerLimit(sku),
                            0,
                            skus.isSuspended(sku) ? Switch.ON : Switch.OFF,
                            locationOrder(skus, sku)));
            for (int stock : subject.stocks(sku)) {
                int units = (int) subject.state.stocks.onHand(stock);
                int location = subject.state.stocks.location(stock);
                // There and back, so that the stock is known even if nothing is on hand.
                for (int delta : new int[] {units + 1, -1}) {
                    other.decide(
                            other.now().adjustStock(++lastId, skus.id(sku), location, delta, AdjustmentReason.COUNT));
                }
            }
        }
        other.forgetEverything();
        return other;
    }

    private static List<Integer> locationOrder(SkuTable skus, int sku) {
        List<Integer> locations = new ArrayList<>();
        for (int place = 0; place < skus.locationOrderLength(sku); place++) {
            locations.add(skus.locationOrder(sku, place));
        }
        return locations;
    }
}
