// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.concurrent.CompletableFuture;
import net.openhft.affinity.Affinity;

/**
 * How long a thread that never waits was stopped by others: the kernel, its interrupts, other processes, a hypervisor.
 *
 * @param cpu     on which it was.
 * @param worstNs the longest stop.
 * @param longOnes how many there were of more than {@link #LONG_NS}.
 * @param lostNs  all of these together.
 * @param spanNs  for how long was looked.
 */
record Hiccups(int cpu, long worstNs, long longOnes, long lostNs, long spanNs) {
    static final long LONG_NS = 100_000;
    private static final long WARM_UP_NS = 50_000_000;

    /**
     * Looks at the clock on a CPU, again and again.
     *
     * @throws IllegalStateException if no thread of this process may run there.
     */
    static Hiccups measure(int cpu, long spanNs) {
        CompletableFuture<Hiccups> measured = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        Affinity.setAffinity(cpu);
                        spin(cpu, WARM_UP_NS);
                        measured.complete(spin(cpu, spanNs));
                    } catch (IllegalStateException e) {
                        measured.complete(null);
                    }
                })
                .start();
        Hiccups hiccups = measured.join();
        if (hiccups == null) {
            throw new IllegalStateException("no thread may run on CPU " + cpu);
        }
        return hiccups;
    }

    private static Hiccups spin(int cpu, long spanNs) {
        long worstNs = 0;
        long longOnes = 0;
        long lostNs = 0;
        long beganNs = System.nanoTime();
        long lastNs = beganNs;
        while (lastNs - beganNs < spanNs) {
            long nowNs = System.nanoTime();
            long gapNs = nowNs - lastNs;
            worstNs = Math.max(worstNs, gapNs);
            if (gapNs > LONG_NS) {
                longOnes++;
                lostNs += gapNs;
            }
            lastNs = nowNs;
        }
        return new Hiccups(cpu, worstNs, longOnes, lostNs, lastNs - beganNs);
    }
}
