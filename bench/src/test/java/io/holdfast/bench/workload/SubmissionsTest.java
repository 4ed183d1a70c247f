// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SubmissionsTest {
    private static final long SEED = 7;
    private static final int MANY = 1_000_000;

    @ParameterizedTest
    @EnumSource
    void aNumberIsAlwaysTheSameOrder(Demand demand) {
        Submissions upwards = new Submissions(demand, LineCounts.MIX, SEED);
        Submissions downwards = new Submissions(demand, LineCounts.MIX, SEED);
        int count = 10_000;
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order(upwards, i));
        }
        for (int i = count - 1; i >= 0; i--) {
            assertEquals(orders.get(i), order(downwards, i));
        }
    }

    @Test
    void anotherSeedGivesOtherOrders() {
        Submissions one = new Submissions(Demand.UNIFORM, LineCounts.ONE, SEED);
        Submissions other = new Submissions(Demand.UNIFORM, LineCounts.ONE, SEED + 1);
        int alike = 0;
        for (int i = 0; i < 10_000; i++) {
            one.turnTo(i);
            other.turnTo(i);
            alike += one.skuId(0) == other.skuId(0) ? 1 : 0;
        }
        assertTrue(alike < 20, () -> "of 10,000 SKUs about one should be the same by chance");
    }

    @Test
    void ordersThatFollowEachOtherHaveNothingInCommon() {
        Submissions submissions = new Submissions(Demand.UNIFORM, LineCounts.MIX, SEED);
        List<Long> last = List.of();
        int common = 0;
        for (int i = 0; i < 100_000; i++) {
            submissions.turnTo(i);
            List<Long> skuIds = new ArrayList<>();
            for (int line = 0; line < submissions.lineCount(); line++) {
                skuIds.add(submissions.skuId(line));
            }
            common += last.stream().anyMatch(skuIds::contains) ? 1 : 0;
            last = skuIds;
        }
        assertTrue(common < 100, "by chance, one order in some thousand has a SKU of the one before it");
    }

    @ParameterizedTest
    @EnumSource
    void aDuplicateRepeatsAnEarlierOriginalToTheLetter(Demand demand) {
        Submissions submissions = new Submissions(demand, LineCounts.MIX, SEED);
        int duplicates = 0;
        for (int i = 0; i < MANY; i++) {
            long original = submissions.original(i);
            if (original == i) {
                submissions.turnTo(i);
                assertEquals(i + 1, submissions.orderId());
                continue;
            }
            duplicates++;
            assertTrue(original >= 0 && original < i, () -> "not an earlier one");
            assertEquals(original, submissions.original(original), "not an original");
            assertEquals(order(submissions, original), order(submissions, i));
        }
        assertShare(0.01, duplicates, MANY);
    }

    @Test
    void theHotSkuTakesNineTenths() {
        Submissions submissions = new Submissions(Demand.HOT, LineCounts.MIX, SEED);
        long[] units = units(submissions);
        assertShare(0.9, units[1], sum(units));
        assertEveryOtherSkuIsAskedFor(units, 2);
    }

    @Test
    void uniformDemandHasNoHotSku() {
        Submissions submissions = new Submissions(Demand.UNIFORM, LineCounts.MIX, SEED);
        long[] units = units(submissions);
        assertEveryOtherSkuIsAskedFor(units, 1);
        for (int skuId = 1; skuId <= Submissions.SKUS; skuId++) {
            assertTrue(units[skuId] < 3 * sum(units) / Submissions.SKUS, "SKU " + skuId + " is hot");
        }
    }

    @Test
    void linesAreMixedAsStated() {
        int[] ordersOf = new int[Submissions.MAX_LINES + 1];
        Submissions submissions = new Submissions(Demand.HOT, LineCounts.MIX, SEED);
        for (int i = 0; i < MANY; i++) {
            submissions.turnTo(i);
            ordersOf[submissions.lineCount()]++;
        }
        assertShare(0.60, ordersOf[1], MANY);
        assertShare(0.25, ordersOf[2], MANY);
        assertShare(0.15, ordersOf[3], MANY);
        submissions = new Submissions(Demand.HOT, LineCounts.ONE, SEED);
        for (int i = 0; i < 1_000; i++) {
            submissions.turnTo(i);
            assertEquals(1, submissions.lineCount());
        }
    }

    @ParameterizedTest
    @EnumSource
    void openingUnitsAreAShareOfTheDemand(Demand demand) {
        Submissions submissions = new Submissions(demand, LineCounts.MIX, SEED);
        long opening = 0;
        for (int skuId = 1; skuId <= Submissions.SKUS; skuId++) {
            opening += submissions.openingUnits(skuId, MANY, 0.5);
        }
        // Rounded down for each SKU.
        assertEquals(0.5, opening / (double) sum(units(submissions)), 0.01);
        assertNotEquals(0, opening);
    }

    private static String order(Submissions submissions, long number) {
        submissions.turnTo(number);
        StringBuilder order = new StringBuilder();
        order.append(submissions.orderId()).append(" of ").append(submissions.customerId());
        for (int line = 0; line < submissions.lineCount(); line++) {
            order.append(", ").append(submissions.skuId(line));
        }
        return order.toString();
    }

    private static long[] units(Submissions submissions) {
        long[] units = new long[Submissions.SKUS + 1];
        for (int i = 0; i < MANY; i++) {
            submissions.turnTo(i);
            for (int line = 0; line < submissions.lineCount(); line++) {
                units[(int) submissions.skuId(line)] += submissions.quantity();
            }
        }
        return units;
    }

    private static void assertEveryOtherSkuIsAskedFor(long[] units, int firstSkuId) {
        assertEquals(0, units[0]);
        for (int skuId = firstSkuId; skuId <= Submissions.SKUS; skuId++) {
            assertNotEquals(0, units[skuId], "nobody asks for SKU " + skuId);
        }
    }

    private static long sum(long[] units) {
        long sum = 0;
        for (long one : units) {
            sum += one;
        }
        return sum;
    }

    /** To three decimals, or what is stated is not what is generated. */
    private static void assertShare(double expected, long part, long whole) {
        assertEquals(expected, part / (double) whole, 0.001);
    }
}
