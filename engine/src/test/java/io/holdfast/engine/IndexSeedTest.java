// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.DefineSkuDecoder;
import io.holdfast.engine.codec.MessageHeaderDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The hash of the indexes is known to everybody, but not the seed of it: nobody can choose ids that make look-ups slow. */
class IndexSeedTest {
    private static final int BUCKETS = 256;
    private static final int IDS = 200;
    /** Order ids of the same block have buckets of their own, as far as there are any. */
    private static final int BLOCK = 4_096;

    private static final long SEED = 0x1F83_D9AB_FB41_BD6BL;

    static final List<Target> TARGETS = List.of(
            new Target(
                    "orders",
                    state -> state.orders,
                    (state, id) -> state.orders.reject(1, 0, submission(id), 0, ResultCode.UNKNOWN_SKU),
                    BLOCK,
                    id -> Hash64.spread(id / BLOCK)),
            new Target(
                    "times to pay",
                    state -> state.orders.deadlines,
                    IndexSeedTest::submitWithTimeToPay,
                    1,
                    Hash64::spread),
            new Target(
                    "customers",
                    state -> state.counts,
                    (state, customerId) -> state.counts.add(customerId, 0, 1),
                    1,
                    customerId -> Hash64.spread(Hash64.spread(customerId))),
            new Target(
                    "stocks",
                    state -> state.stocks,
                    (state, location) -> state.stocks.findOrCreate(0, (int) location),
                    1,
                    Hash64::spread),
            decisions("adjustments", state -> state.adjustments),
            decisions("shipments", state -> state.shipments),
            decisions("returns", state -> state.returns));

    /**
     * An index.
     *
     * @param table     that has it.
     * @param insert    a record with something that a client chose.
     * @param step      from one that may be chosen to the next.
     * @param knownHash of that, without a seed.
     */
    private record Target(
            String name,
            Function<State, Object> table,
            ObjLongConsumer<State> insert,
            long step,
            LongUnaryOperator knownHash) {

        /** As somebody would choose them who has read the source. */
        LongStream idsOfOneBucket() {
            return LongStream.iterate(step, id -> id + step)
                    .filter(id -> (knownHash.applyAsLong(id) & (BUCKETS - 1)) == 0)
                    .limit(IDS);
        }

        /** How many buckets have anything in them. */
        int usedBuckets(State state) throws ReflectiveOperationException {
            Object of = table.apply(state);
            Field index = of.getClass().getDeclaredField("index");
            index.setAccessible(true);
            Field buckets = HashIndex.class.getDeclaredField("buckets");
            buckets.setAccessible(true);
            int[] firsts = (int[]) buckets.get(index.get(of));
            assertEquals(BUCKETS, firsts.length);
            return (int) Arrays.stream(firsts)
                    .filter(first -> first != HashIndex.ABSENT)
                    .count();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Target decisions(String name, Function<State, DecisionMemory> memory) {
        return new Target(
                name,
                memory::apply,
                (state, id) -> memory.apply(state).remember(1, 0, id, 0, ResultCode.OK, 0, 0, 0),
                1,
                Hash64::spread);
    }

    private static void submitWithTimeToPay(State state, long spanNs) {
        int order = state.orders.accept(1, submission(spanNs), 0, OrderStatus.RESERVED, 1, 0, 0);
        state.orders.startDeadline(order, 0, spanNs);
    }

    @ParameterizedTest
    @FieldSource("TARGETS")
    void shouldSpreadWhatWasChosenToFallIntoOneBucket(Target target) throws Exception {
        State known = state(0);
        State keyed = state(SEED);
        LongConsumer insert = id -> {
            target.insert.accept(known, id);
            target.insert.accept(keyed, id);
        };
        target.idsOfOneBucket().forEach(insert);
        assertEquals(1, target.usedBuckets(known), "these ids were not well chosen");
        int used = target.usedBuckets(keyed);
        assertTrue(used > BUCKETS / 3, "all in " + used + " buckets"); // 139 are to be expected
    }

    /** A new order's place in the index is next to that of the one before: the same cache line. */
    @Test
    void shouldPutOrdersThatStandSideBySideSideBySide() {
        KeyedHash hash = new KeyedHash(SEED);
        for (long id = 1_000_000; id < 1_001_000; id++) {
            assertEquals(hash.spreadBlocks(id & ~15L) >>> 4, hash.spreadBlocks(id) >>> 4);
        }
    }

    @Test
    void shouldDecideAlikeWhateverTheSeed() {
        Seed.run(random -> {
            Commands commands = new Commands();
            CommandMix mix = new CommandMix(random, commands);
            List<Engine> engines = List.of(
                    new Engine(),
                    new Engine(StockListener.NONE, random.nextLong()),
                    new Engine(StockListener.NONE, random.nextLong()));
            UnsafeBuffer expected = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
            UnsafeBuffer outcome = new UnsafeBuffer(new byte[Engine.MAX_OUTCOME_LENGTH]);
            long timeNs = 1_769_901_300_000_000_000L;
            for (int i = 0; i < 8_000; i++) {
                timeNs += random.nextInt(100_000);
                commands.correlationId(i).firstSentNs(timeNs);
                mix.next();
                int length = answer(engines.get(0), timeNs, commands, expected);
                for (Engine engine : engines.subList(1, engines.size())) {
                    assertEquals(length, answer(engine, timeNs, commands, outcome));
                    assertEquals(new UnsafeBuffer(expected, 0, length), new UnsafeBuffer(outcome, 0, length));
                    assertEquals(engines.get(0).digest(), engine.digest());
                    assertEquals(engines.get(0).nextWorkNs(), engine.nextWorkNs());
                }
            }
            assertEquals(
                    Set.of("KeyedHash.seed", "HashIndex.buckets", "IdIndex.records", "Slab.chunks"),
                    ObjectGraph.compare(engines.get(1), engines.get(2)).differences(),
                    "buckets and the links between their records, and nothing else");
        });
    }

    private static int answer(Engine engine, long timeNs, Commands commands, UnsafeBuffer answer) {
        return MessageFormat.isQuery(commands.buffer(), 0)
                ? engine.report(commands.buffer(), 0, answer, 0)
                : engine.decide(engine.lastSequence() + 1, timeNs, commands.buffer(), 0, answer, 0);
    }

    /** With one SKU, and indexes of equal length. */
    private static State state(long seed) {
        State state = new State(StockListener.NONE, seed);
        state.skus.bound(1);
        Commands commands = new Commands();
        commands.defineSku(1, null, 0, "");
        DefineSkuDecoder definition =
                new DefineSkuDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
        state.skus.define(1, definition, new LocationOrder().read(definition), 0);
        state.stocks.bound(BUCKETS);
        state.orders.bound(BUCKETS);
        state.orders.deadlines.bound(BUCKETS * 16);
        state.counts.bound(BUCKETS * 4);
        state.adjustments.bound(BUCKETS);
        state.shipments.bound(BUCKETS);
        state.returns.bound(BUCKETS);
        return state;
    }

    private static SubmitOrderDecoder submission(long orderId) {
        Commands commands = new Commands();
        commands.submitOrder(orderId, 1);
        return new SubmitOrderDecoder().wrapAndApplyHeader(commands.buffer(), 0, new MessageHeaderDecoder());
    }
}
