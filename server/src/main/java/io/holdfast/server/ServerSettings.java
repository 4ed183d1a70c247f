// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import io.aeron.ChannelUri;
import io.aeron.CommonContext;
import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.pipeline.Layout;
import io.holdfast.journal.Durability;
import io.holdfast.journal.Retention;
import io.holdfast.journal.snapshot.SnapshotPolicy;
import io.holdfast.transport.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.agrona.BitUtil;
import org.agrona.SystemUtil;

/**
 * How a server is to run. Each setting is a key {@code holdfast.…} of a properties file, an environment variable
 * {@code HOLDFAST_…}, or a system property {@code -Dholdfast.…}; the later in this list wins. Sizes and times take units as
 * in {@code 16m} and {@code 7d}.
 *
 * @param dir            the data directory.
 * @param channels       Aeron channels on which to listen.
 * @param streamId       the stream on these channels.
 * @param aeronDir       the media driver's directory, which clients on {@code aeron:ipc} must name too.
 * @param embeddedDriver whether the server runs a media driver of its own; otherwise one must be running in aeronDir.
 * @param driverThreads  the threads of that media driver.
 * @param layout         how the pipeline is laid out over threads.
 * @param idle           what its threads do when there is nothing to do.
 * @param cpus           the CPU of each of them, in the order in which work passes through them; none if they may run anywhere.
 * @param accessList     a file that says who may do what; null lets everybody who reaches the channels do everything.
 * @param maxSessions    sessions open at once.
 * @param counters       whether what it does is counted in the media driver's counters.
 * @param ringCapacity   commands under way at once.
 * @param arenaBytes     bytes of commands, and of answers, under way at once.
 * @param durability     when an answer may be sent.
 * @param syncIntervalMs how often what has been written is synced in the background, in milliseconds.
 * @param minFreeBytes   with less than this free on the data directory's disk, the engine is read-only.
 * @param snapshotIntervalNs between two snapshots while it runs, by an engine of their own; 0 for none but at its end.
 * @param snapshotsKept  how many snapshots are kept.
 * @param retention      what becomes of the journal's files that none of these needs.
 * @param engine         the engine's bounds and windows.
 */
public record ServerSettings(
        Path dir,
        List<String> channels,
        int streamId,
        String aeronDir,
        boolean embeddedDriver,
        DriverThreads driverThreads,
        Layout layout,
        Idle idle,
        List<Integer> cpus,
        Path accessList,
        int maxSessions,
        boolean counters,
        int ringCapacity,
        int arenaBytes,
        Durability durability,
        int syncIntervalMs,
        long minFreeBytes,
        long snapshotIntervalNs,
        int snapshotsKept,
        Retention retention,
        EngineSettings engine) {
    private static final String PREFIX = "holdfast.";
    private static final int MIN_ARENA_BYTES = 1 << 20;
    private static final long MIN_FREE_BYTES = 64 << 20;
    private static final long MAX_SYNC_INTERVAL_MS = 60_000;
    /** As much as a client like {@code load} has in flight, and more. */
    private static final int MIN_RING_CAPACITY = 4_096;

    private static final Pattern CPUS = Pattern.compile("\\d{1,3}(\\s*,\\s*\\d{1,3})*");

    /** Every key there is, with its default. */
    static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("holdfast.dir", "holdfast-data"),
            Map.entry("holdfast.channels", "aeron:udp?endpoint=localhost:7100 aeron:ipc"),
            Map.entry("holdfast.stream", Integer.toString(Channels.INGRESS_STREAM_ID)),
            Map.entry("holdfast.aeron.dir", ""),
            Map.entry("holdfast.aeron.embedded", "true"),
            Map.entry("holdfast.aeron.layout", "SHARED"),
            Map.entry("holdfast.aeron.idle", "BACKOFF"),
            Map.entry("holdfast.aeron.cpus", ""),
            Map.entry("holdfast.layout", "SHARED"),
            Map.entry("holdfast.idle", "BACKOFF"),
            Map.entry("holdfast.cpus", ""),
            Map.entry("holdfast.access.list", ""),
            Map.entry("holdfast.max.sessions", "256"),
            Map.entry("holdfast.counters", "true"),
            Map.entry("holdfast.ring.capacity", "8192"),
            Map.entry("holdfast.arena.bytes", "16m"),
            Map.entry("holdfast.durability", "WRITTEN"),
            Map.entry("holdfast.sync.interval", "100ms"),
            Map.entry("holdfast.min.free", "1g"),
            Map.entry("holdfast.snapshot.interval", "0s"),
            Map.entry("holdfast.snapshots.keep", "3"),
            Map.entry("holdfast.journal.retention", "KEEP"),
            Map.entry("holdfast.journal.archive", ""),
            Map.entry("holdfast.retention.window", "7d"),
            Map.entry("holdfast.future.tolerance", "60s"),
            Map.entry("holdfast.max.skus", Integer.toString(EngineSettings.DEFAULT.maxSkus())),
            Map.entry("holdfast.max.stocks", Integer.toString(EngineSettings.DEFAULT.maxStocks())),
            Map.entry("holdfast.max.orders", Integer.toString(EngineSettings.DEFAULT.maxOrders())),
            Map.entry("holdfast.max.order.lines", Integer.toString(EngineSettings.DEFAULT.maxOrderLines())),
            Map.entry("holdfast.max.adjustments", Integer.toString(EngineSettings.DEFAULT.maxAdjustments())),
            Map.entry("holdfast.max.shipments", Integer.toString(EngineSettings.DEFAULT.maxShipments())),
            Map.entry("holdfast.max.returns", Integer.toString(EngineSettings.DEFAULT.maxReturns())),
            Map.entry("holdfast.work.per.command", Integer.toString(EngineSettings.DEFAULT.workPerCommand())),
            Map.entry("holdfast.time.to.pay", "900s"),
            Map.entry("holdfast.time.to.wait", "30d"));

    /**
     * Reads the settings.
     *
     * @param files       what the properties files say, all together.
     * @param environment the process's environment.
     * @param system      the JVM's system properties.
     * @throws IllegalArgumentException if a key is unknown or a value not good; the message names it.
     */
    public static ServerSettings of(Properties files, Map<String, String> environment, Properties system) {
        Properties all = new Properties();
        all.putAll(DEFAULTS);
        all.putAll(files);
        for (String key : DEFAULTS.keySet()) {
            String variable = environment.get(key.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (variable != null) {
                all.setProperty(key, variable);
            }
        }
        for (String key : system.stringPropertyNames()) {
            if (key.startsWith(PREFIX)) {
                all.setProperty(key, system.getProperty(key));
            }
        }
        refuseUnknown(all);
        return new Reader(all).settings();
    }

    private static void refuseUnknown(Properties all) {
        Set<String> unknown = new TreeSet<>(all.stringPropertyNames());
        unknown.removeAll(DEFAULTS.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown setting " + unknown.iterator().next() + ": the settings are "
                            + String.join(", ", new TreeSet<>(DEFAULTS.keySet())));
        }
    }

    /** What goes along with writing a snapshot. */
    SnapshotPolicy snapshots() {
        return new SnapshotPolicy(snapshotsKept, RoomWatch.enough(minFreeBytes), retention);
    }

    /** Where the media driver of a data directory's server has its files, so that two servers never share them. */
    private static String defaultAeronDir(Path dir) {
        String name = dir.toAbsolutePath().normalize().toString();
        return CommonContext.AERON_DIR_PROP_DEFAULT + "-holdfast-"
                + HexFormat.of().toHexDigits(name.hashCode());
    }

    /** Turns text into values, and names the key of a value that is not good. */
    private record Reader(Properties all) {
        ServerSettings settings() {
            Path dir = Path.of(text("holdfast.dir"));
            String aeronDir = text("holdfast.aeron.dir");
            String accessList = text("holdfast.access.list");
            return new ServerSettings(
                    dir,
                    channels("holdfast.channels"),
                    integer("holdfast.stream"),
                    aeronDir.isEmpty() ? defaultAeronDir(dir) : aeronDir,
                    bool("holdfast.aeron.embedded"),
                    driverThreads(),
                    oneOf("holdfast.layout", Layout.class),
                    oneOf("holdfast.idle", Idle.class),
                    cpus("holdfast.cpus"),
                    accessList.isEmpty() ? null : Path.of(accessList),
                    positive("holdfast.max.sessions"),
                    bool("holdfast.counters"),
                    powerOfTwo("holdfast.ring.capacity", integer("holdfast.ring.capacity"), MIN_RING_CAPACITY),
                    powerOfTwo("holdfast.arena.bytes", size("holdfast.arena.bytes"), MIN_ARENA_BYTES),
                    oneOf("holdfast.durability", Durability.class),
                    millis("holdfast.sync.interval"),
                    minFreeBytes("holdfast.min.free"),
                    durationNs("holdfast.snapshot.interval"),
                    positive("holdfast.snapshots.keep"),
                    retention("holdfast.journal.retention", "holdfast.journal.archive"),
                    new EngineSettings(
                            durationNs("holdfast.retention.window"),
                            durationNs("holdfast.future.tolerance"),
                            positive("holdfast.max.skus"),
                            positive("holdfast.max.stocks"),
                            positive("holdfast.max.orders"),
                            positive("holdfast.max.order.lines"),
                            positive("holdfast.max.adjustments"),
                            positive("holdfast.max.shipments"),
                            positive("holdfast.max.returns"),
                            upTo(EngineSettings.MAX_WORK_PER_COMMAND, "holdfast.work.per.command"),
                            durationNs("holdfast.time.to.pay"),
                            durationNs("holdfast.time.to.wait")));
        }

        private List<String> channels(String key) {
            List<String> channels = Arrays.asList(text(key).split("\\s+"));
            for (String channel : channels) {
                if (!isChannel(channel) || Collections.frequency(channels, channel) > 1) {
                    throw bad(key, "channels like aeron:ipc and aeron:udp?endpoint=localhost:7100, each of them once");
                }
            }
            return channels;
        }

        private static boolean isChannel(String channel) {
            try {
                ChannelUri uri = ChannelUri.parse(channel);
                boolean isUdp = uri.media().equals(CommonContext.UDP_MEDIA);
                boolean hasAddress = uri.containsKey(CommonContext.ENDPOINT_PARAM_NAME)
                        || uri.containsKey(CommonContext.MDC_CONTROL_PARAM_NAME);
                return isUdp ? hasAddress : uri.media().equals(CommonContext.IPC_MEDIA);
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private DriverThreads driverThreads() {
            List<Integer> cpus = cpus("holdfast.aeron.cpus");
            if (!cpus.isEmpty() && !bool("holdfast.aeron.embedded")) {
                throw bad("holdfast.aeron.cpus", "nothing if holdfast.aeron.embedded is false");
            }
            return new DriverThreads(
                    oneOf("holdfast.aeron.layout", Layout.class), oneOf("holdfast.aeron.idle", Idle.class), cpus);
        }

        private List<Integer> cpus(String key) {
            String list = text(key);
            if (list.isEmpty()) {
                return List.of();
            }
            if (!CPUS.matcher(list).matches()) {
                throw bad(key, "numbers of CPUs like 2,3,4,5");
            }
            return Arrays.stream(list.split("[,\\s]+")).map(Integer::valueOf).toList();
        }

        private Retention retention(String key, String archiveKey) {
            Retention.Policy policy = oneOf(key, Retention.Policy.class);
            String archive = text(archiveKey);
            if ((policy == Retention.Policy.ARCHIVE) == archive.isEmpty()) {
                throw bad(archiveKey, "a directory if " + key + " is ARCHIVE, and nothing otherwise");
            }
            return new Retention(policy, archive.isEmpty() ? null : Path.of(archive));
        }

        private String text(String key) {
            return all.getProperty(key).strip();
        }

        private int integer(String key) {
            try {
                return Integer.parseInt(text(key));
            } catch (NumberFormatException e) {
                throw bad(key, "a whole number of at most " + Integer.MAX_VALUE);
            }
        }

        private int positive(String key) {
            int value = integer(key);
            if (value <= 0) {
                throw bad(key, "a number above 0");
            }
            return value;
        }

        private int upTo(int most, String key) {
            int value = positive(key);
            if (value > most) {
                throw bad(key, "a number from 1 to " + most);
            }
            return value;
        }

        private int size(String key) {
            try {
                return Math.toIntExact(SystemUtil.parseSize(key, text(key)));
            } catch (NumberFormatException | ArithmeticException e) {
                throw bad(key, "a size like 16m, below 2g");
            }
        }

        private long minFreeBytes(String key) {
            long bytes;
            try {
                bytes = SystemUtil.parseSize(key, text(key));
            } catch (NumberFormatException e) {
                throw bad(key, "a size like 1g");
            }
            if (bytes < MIN_FREE_BYTES) {
                throw bad(key, "at least " + MIN_FREE_BYTES / 1024 / 1024 + "m");
            }
            return bytes;
        }

        private int millis(String key) {
            long millis = TimeUnit.NANOSECONDS.toMillis(durationNs(key));
            if (millis < 1 || millis > MAX_SYNC_INTERVAL_MS) {
                throw bad(key, "a time from 1ms to " + MAX_SYNC_INTERVAL_MS + "ms");
            }
            return (int) millis;
        }

        private int powerOfTwo(String key, int value, int min) {
            if (value < min || !BitUtil.isPowerOfTwo(value)) {
                throw bad(key, "a power of two of at least " + min);
            }
            return value;
        }

        private long durationNs(String key) {
            String value = text(key);
            if (value.isEmpty() || value.startsWith("-") || Character.isDigit(value.charAt(value.length() - 1))) {
                throw bad(key, "a time with its unit, like 7d, 60s or 500ms");
            }
            try {
                // Agrona knows s, ms, us and ns.
                return value.endsWith("d")
                        ? Math.multiplyExact(
                                Long.parseLong(value.substring(0, value.length() - 1)), 24 * 3600 * 1_000_000_000L)
                        : SystemUtil.parseDuration(key, value);
            } catch (NumberFormatException | ArithmeticException e) {
                throw bad(key, "a time like 7d, 60s or 500ms");
            }
        }

        private boolean bool(String key) {
            return switch (text(key)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw bad(key, "true or false");
            };
        }

        private <E extends Enum<E>> E oneOf(String key, Class<E> type) {
            try {
                return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw bad(key, "one of " + Arrays.toString(type.getEnumConstants()));
            }
        }

        private IllegalArgumentException bad(String key, String expected) {
            return new IllegalArgumentException(key + " must be " + expected + ", not '" + text(key) + "'");
        }
    }
}
