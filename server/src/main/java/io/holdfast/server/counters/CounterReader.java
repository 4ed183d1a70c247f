// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.counters;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;
import io.aeron.exceptions.AeronException;
import java.io.File;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/** Reads the counters of the servers that use a media driver, as they are now. It writes nothing, and no server notices. */
public final class CounterReader {
    /** A driver that lives says so more than once a second. */
    private static final long ALIVE_MS = 5_000;

    private CounterReader() {}

    /**
     * A counter.
     *
     * @param typeId what it counts, for programs; the same for each of several stages.
     * @param name   what it counts, for people.
     */
    public record Value(int typeId, String name, long value) {}

    /**
     * What a server counts.
     *
     * @param pid      its process.
     * @param counters in the order of their type ids.
     */
    public record ServerValues(long pid, List<Value> counters) {}

    /**
     * Reads all servers' counters.
     *
     * @return none if no media driver is alive in that directory, or no server tells its counters there.
     */
    public static List<ServerValues> read(Path aeronDir) throws IOException {
        File file = aeronDir.resolve(CncFileDescriptor.CNC_FILE).toFile();
        if (file.length() < CncFileDescriptor.META_DATA_LENGTH) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.READ)) {
            MappedByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            try {
                return isAlive(mapped) ? read(mapped) : List.of();
            } finally {
                BufferUtil.free(mapped);
            }
        }
    }

    private static boolean isAlive(MappedByteBuffer mapped) {
        try {
            return CommonContext.isDriverActive(ALIVE_MS, line -> {}, mapped);
        } catch (AeronException e) {
            // It was killed while it made its file, or is of another version of Aeron.
            return false;
        }
    }

    private static List<ServerValues> read(MappedByteBuffer mapped) {
        UnsafeBuffer metaData = CncFileDescriptor.createMetaDataBuffer(mapped);
        CountersReader counters = new CountersReader(
                CncFileDescriptor.createCountersMetaDataBuffer(mapped, metaData),
                CncFileDescriptor.createCountersValuesBuffer(mapped, metaData));
        Map<Long, List<Value>> byPid = new TreeMap<>();
        counters.forEach((counterId, typeId, key, label) -> {
            CounterLabel ours = CounterKind.isOurs(typeId) ? CounterLabel.parse(label) : null;
            if (ours != null) {
                byPid.computeIfAbsent(ours.pid(), pid -> new ArrayList<>())
                        .add(new Value(typeId, ours.text(), counters.getCounterValue(counterId)));
            }
        });
        List<ServerValues> servers = new ArrayList<>();
        byPid.forEach((pid, values) -> {
            values.sort((a, b) -> Integer.compare(a.typeId, b.typeId));
            servers.add(new ServerValues(pid, values));
        });
        return servers;
    }
}
