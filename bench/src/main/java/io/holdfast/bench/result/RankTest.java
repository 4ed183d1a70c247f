// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The test of Mann, Whitney and Wilcoxon, counted out rather than approximated: of all ways to deal the values to the two
 * samples, how many have a sum of ranks as far from the middle as this one or further. Values that are equal share their
 * mean rank. What is counted are twice the ranks, which are whole numbers.
 */
final class RankTest {
    private RankTest() {}

    /** How likely two samples fall apart like these or further if they come from the same distribution. */
    static double chance(List<Double> one, List<Double> other) {
        int[] ranks = doubledRanks(one, other);
        int sumOfOne = 0;
        for (int i = 0; i < one.size(); i++) {
            sumOfOne += ranks[i];
        }
        double[] waysBySum = waysBySum(ranks, one.size());
        // The mean of the sums: twice the mean rank for each.
        int middle = one.size() * (ranks.length + 1);
        int distance = Math.abs(sumOfOne - middle);
        double asFar = 0;
        double all = 0;
        for (int sum = 0; sum < waysBySum.length; sum++) {
            all += waysBySum[sum];
            asFar += Math.abs(sum - middle) >= distance ? waysBySum[sum] : 0;
        }
        return asFar / all;
    }

    /** The chance of samples of these sizes that do not overlap. */
    static double leastChance(int sizeOfOne, int sizeOfOther) {
        return chance(Collections.nCopies(sizeOfOne, 0.0), Collections.nCopies(sizeOfOther, 1.0));
    }

    /** The rank of each value of the one, then of the other. */
    private static int[] doubledRanks(List<Double> one, List<Double> other) {
        List<Double> all = new ArrayList<>(one);
        all.addAll(other);
        int[] ranks = new int[all.size()];
        for (int i = 0; i < ranks.length; i++) {
            double value = all.get(i);
            int less = 0;
            int equal = 0;
            for (double another : all) {
                less += another < value ? 1 : 0;
                equal += another == value ? 1 : 0;
            }
            ranks[i] = 2 * less + equal + 1;
        }
        return ranks;
    }

    /** How many ways there are to take so many of the ranks, by their sum. */
    private static double[] waysBySum(int[] ranks, int taken) {
        int greatestSum = 0;
        for (int rank : ranks) {
            greatestSum += rank;
        }
        double[][] ways = new double[taken + 1][greatestSum + 1];
        ways[0][0] = 1;
        for (int rank : ranks) {
            for (int count = taken; count > 0; count--) {
                for (int sum = greatestSum; sum >= rank; sum--) {
                    ways[count][sum] += ways[count - 1][sum - rank];
                }
            }
        }
        return ways[taken];
    }
}
