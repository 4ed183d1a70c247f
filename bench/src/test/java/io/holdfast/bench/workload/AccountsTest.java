// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop of the simplest kind is right; then one thing after the other is made wrong in it. */
final class AccountsTest {
    private static final int COUNT = 20_000;
    private static final double SHARE = 0.9;

    private final Submissions submissions = new Submissions(Demand.HOT, LineCounts.MIX, 3);
    private final Answers answers = new Answers(COUNT);
    private final Map<Long, Long> totals = new HashMap<>();
    private final long[] unitsLeft = new long[Submissions.SKUS + 1];

    @BeforeEach
    void sell() {
        Arrays.setAll(unitsLeft, skuId -> skuId == 0 ? 0 : opening(skuId));
        for (int i = 0; i < COUNT; i++) {
            submissions.turnTo(i);
            answers.put(i, totals.computeIfAbsent(submissions.orderId(), orderId -> decide()));
        }
    }

    private long opening(long skuId) {
        return submissions.openingUnits(skuId, COUNT, SHARE);
    }

    private long decide() {
        long totalMinor = 0;
        for (int line = 0; line < submissions.lineCount(); line++) {
            int skuId = (int) submissions.skuId(line);
            unitsLeft[skuId]--;
            if (unitsLeft[skuId] < 0) {
                for (int taken = 0; taken <= line; taken++) {
                    unitsLeft[(int) submissions.skuId(taken)]++;
                }
                return 0;
            }
            totalMinor += Submissions.priceMinor(skuId);
        }
        return totalMinor;
    }

    @Test
    void nothingIsWrongWithARightShop() {
        assertEquals(List.of(), faults());
        assertTrue(totals.containsValue(0L), "nothing was refused, so that is not tried");
        assertTrue(totals.size() < COUNT, "nothing was repeated, so that is not tried");
    }

    @Test
    void anOversellIsFound() {
        int refused = anOriginal(false);
        submissions.turnTo(refused);
        long totalMinor = 0;
        for (int line = 0; line < submissions.lineCount(); line++) {
            totalMinor += Submissions.priceMinor(submissions.skuId(line));
            unitsLeft[(int) submissions.skuId(line)]--;
        }
        answers.put(refused, totalMinor);
        assertFault("more was sold than there was");
    }

    @Test
    void aUnitThatIsLostIsFound() {
        unitsLeft[2]--;
        assertFault("other than what was not sold is left: 1, the first 2");
    }

    @Test
    void aUnitFromNowhereIsFound() {
        unitsLeft[Submissions.SKUS]++;
        assertFault("other than what was not sold is left: 1, the first " + Submissions.SKUS);
    }

    @Test
    void aMissingAnswerIsFound() {
        answers.put(17, Answers.NONE);
        assertFault("without an answer: 1, the first 17");
    }

    @Test
    void anOrderThatIsForgottenIsFound() {
        totals.remove(1L);
        assertFault("orders remembered: " + totals.size() + ", though " + (totals.size() + 1) + " were submitted");
    }

    @Test
    void aDuplicateThatCountsTwiceIsFound() {
        totals.put(-1L, 100L);
        assertFault("orders remembered: " + totals.size() + ", though " + (totals.size() - 1) + " were submitted");
    }

    @Test
    void aDuplicateAnsweredOtherwiseIsFound() {
        int duplicate = 0;
        while (submissions.original(duplicate) == duplicate) {
            duplicate++;
        }
        submissions.turnTo(duplicate);
        answers.put(duplicate, totals.get(submissions.orderId()) == 0 ? 100 : 0);
        assertFault("duplicates answered otherwise than their originals: 1, the first " + duplicate);
    }

    @Test
    void aWrongTotalIsFound() {
        int accepted = anOriginal(true);
        submissions.turnTo(accepted);
        answers.put(accepted, totals.get(submissions.orderId()) + 1);
        assertFault("whose total is not that of their lines");
    }

    @Test
    void anOrderRefusedForNoReasonIsFound() {
        int accepted = anOriginal(true);
        submissions.turnTo(accepted);
        for (int line = 0; line < submissions.lineCount(); line++) {
            unitsLeft[(int) submissions.skuId(line)]++;
        }
        answers.put(accepted, 0);
        assertFault("refused though there was enough");
    }

    private int anOriginal(boolean isAccepted) {
        for (int i = 0; i < COUNT; i++) {
            submissions.turnTo(i);
            if (submissions.original(i) == i && (totals.get(submissions.orderId()) > 0) == isAccepted) {
                return i;
            }
        }
        throw new AssertionError("there is none");
    }

    private void assertFault(String text) {
        List<String> faults = faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(text)), () -> text + " is not among " + faults);
    }

    private List<String> faults() {
        return new Accounts(submissions, this::opening, answers)
                .faults(new Accounts.Left(totals.size(), skuId -> unitsLeft[(int) skuId]), true);
    }
}
