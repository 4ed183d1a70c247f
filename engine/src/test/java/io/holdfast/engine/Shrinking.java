// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts down a list that fails, by leaving out what is not needed for that: chunks first, then ever smaller ones. */
final class Shrinking {
    private Shrinking() {}

    /** A part of the list that fails, and does not fail any more if whichever single element is left out. */
    static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
        List<T> left = failing;
        int chunk = Math.max(1, left.size() / 2);
        while (true) {
            List<T> shorter = leaveOut(left, chunk, fails);
            if (chunk == 1 && shorter.size() == left.size()) {
                return shorter;
            }
            left = shorter;
            chunk = Math.max(1, chunk / 2);
        }
    }

    /** From the end, because what came last is most often needed least but for the very last. */
    private static <T> List<T> leaveOut(List<T> failing, int chunk, Predicate<List<T>> fails) {
        List<T> left = failing;
        for (int end = left.size(); end > 0; end -= chunk) {
            List<T> without = new ArrayList<>(left.subList(0, Math.max(0, end - chunk)));
            without.addAll(left.subList(end, left.size()));
            if (fails.test(without)) {
                left = without;
            }
        }
        return left;
    }
}
