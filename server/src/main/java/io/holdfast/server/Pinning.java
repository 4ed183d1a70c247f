// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import net.openhft.affinity.Affinity;
import net.openhft.affinity.impl.LinuxJNAAffinity;

/** Makes threads that stay on the CPUs that a setting names. */
final class Pinning {
    /** What the kernel says to a CPU that is not there, or that this process may not use: EINVAL. */
    private static final String NO_SUCH_CPU = "errno=22";

    private Pinning() {}

    /**
     * Makes a factory for each of some threads.
     *
     * @param key     the setting's.
     * @param cpus    one for each of the threads, or none if they may run anywhere.
     * @param threads as a user would call them.
     * @param notices is told if nothing can be pinned on this machine.
     * @throws StartException if there is not one CPU for each thread, or a CPU cannot be used.
     */
    static List<ThreadFactory> factories(
            String key, List<Integer> cpus, List<String> threads, Consumer<String> notices) {
        if (cpus.isEmpty()) {
            return Collections.nCopies(threads.size(), Thread::new);
        }
        if (cpus.size() != threads.size()) {
            throw new StartException(key + " names " + cpus.size() + " where it takes " + threads.size()
                    + " CPUs, one each for: " + String.join(", ", threads));
        }
        if (Affinity.getAffinityImpl() != LinuxJNAAffinity.INSTANCE) {
            return unpinned(key, threads, "it takes Linux, and JNA with its library", notices);
        }
        Refusal refusal = tryEach(cpus);
        if (refusal == null) {
            return cpus.stream().map(cpu -> pinnedTo(cpu, notices)).toList();
        }
        if (refusal.reason().contains(NO_SUCH_CPU)) {
            throw new StartException(key + " names CPU " + refusal.cpu()
                    + ", which is not there or not for this process: see /sys/devices/system/cpu/online");
        }
        return unpinned(key, threads, refusal.reason(), notices);
    }

    private static List<ThreadFactory> unpinned(
            String key, List<String> threads, String reason, Consumer<String> notices) {
        notices.accept(key + " is not heeded, no thread is pinned: " + reason);
        return Collections.nCopies(threads.size(), Thread::new);
    }

    /** On a thread that ends then; the first CPU that it may not run on, or null. */
    private static Refusal tryEach(List<Integer> cpus) {
        return CompletableFuture.supplyAsync(
                        () -> cpus.stream()
                                .map(cpu -> new Refusal(cpu, pin(cpu)))
                                .filter(refusal -> refusal.reason() != null)
                                .findFirst()
                                .orElse(null),
                        task -> new Thread(task).start())
                .join();
    }

    private static ThreadFactory pinnedTo(int cpu, Consumer<String> notices) {
        return task -> new Thread(() -> {
            String obstacle = pin(cpu);
            if (obstacle != null) {
                notices.accept(
                        Thread.currentThread().getName() + " is not pinned to CPU " + cpu + " any more: " + obstacle);
            }
            task.run();
        });
    }

    /** Pins this thread; otherwise tells why not. */
    private static String pin(int cpu) {
        try {
            Affinity.setAffinity(cpu);
            return null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    private record Refusal(int cpu, String reason) {}
}
