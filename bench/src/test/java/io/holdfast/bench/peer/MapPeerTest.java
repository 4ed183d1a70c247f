// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The one peer that needs nothing installed: what is measured of it, and that its accounts are right with two threads. */
final class MapPeerTest {
    @ParameterizedTest
    @EnumSource
    void itsAccountsAreRight(Demand demand) throws Exception {
        PeerTerms terms = new PeerTerms(demand, LineCounts.MIX, 50_000, 0.1, 2, 5);
        List<String> faults = new ArrayList<>();
        Results results = new Results();
        new PeerRun(PeerSystem.CONCURRENT_MAP, terms, faults::add).measure(results);
        assertEquals(List.of(), faults);
        assertEquals(1, results.measured().size());
        assertEquals(2, results.measured().get(0).values().size());
    }
}
