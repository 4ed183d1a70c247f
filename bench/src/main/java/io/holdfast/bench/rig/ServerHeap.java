// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * What is allocated on the heap of another JVM, and how often it is collected: asked of the JVM itself, which needs no flag for that.
 *
 * <p>All its threads are counted but those that answer these questions (their names begin with RMI, JMX or Attach). What a thread
 * allocated that has ended since is not seen; a server's threads do not end. The tables of the engine lie outside the heap, and are not counted.
 * A reading takes the JVM some milliseconds and some hundred kilobytes, so it is for before and after what is measured.
 */
final class ServerHeap implements AutoCloseable {
    private static final List<String> THREADS_THAT_ANSWER = List.of("RMI ", "JMX ", "Attach ");

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final List<GarbageCollectorMXBean> collectors;

    private ServerHeap(JMXConnector connector) throws IOException {
        this.connector = connector;
        MBeanServerConnection connection = connector.getMBeanServerConnection();
        threads = ManagementFactory.newPlatformMXBeanProxy(
                connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        collectors = ManagementFactory.getPlatformMXBeans(connection, GarbageCollectorMXBean.class);
    }

    /**
     * Since the JVM's start.
     *
     * @param collections  of all kinds that the JVM counts, also those that run beside its threads.
     * @param collectingMs that they took.
     */
    record Reading(long allocatedBytes, long collections, long collectingMs) {
        Reading since(Reading before) {
            return new Reading(
                    allocatedBytes - before.allocatedBytes,
                    collections - before.collections,
                    collectingMs - before.collectingMs);
        }
    }

    /**
     * Attaches to a JVM.
     *
     * @throws UsageException if it lets nobody attach.
     */
    // What is looked up stands in the address that our own process gave us.
    @SuppressWarnings("BanJNDI")
    static ServerHeap attach(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                JMXServiceURL url = new JMXServiceURL(jvm.startLocalManagementAgent());
                return new ServerHeap(JMXConnectorFactory.connect(url));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new UsageException("cannot attach to the server to see what it allocates: " + e.getMessage(), e);
        }
    }

    /** What there has been until now. */
    Reading read() {
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] counted = Arrays.stream(infos)
                .filter(ServerHeap::isCounted)
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        long allocatedBytes = Arrays.stream(threads.getThreadAllocatedBytes(counted))
                // Of one that has ended in between it is -1.
                .filter(bytes -> bytes > 0)
                .sum();
        long collections = 0;
        long collectingMs = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            collections += collector.getCollectionCount();
            collectingMs += collector.getCollectionTime();
        }
        return new Reading(allocatedBytes, collections, collectingMs);
    }

    private static boolean isCounted(ThreadInfo thread) {
        return thread != null && THREADS_THAT_ANSWER.stream().noneMatch(thread.getThreadName()::startsWith);
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
