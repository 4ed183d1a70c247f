// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.engine.Commands;
import io.holdfast.engine.Commands.Line;
import io.holdfast.engine.Commands.Terms;
import io.holdfast.engine.DecodedAnswer;
import io.holdfast.engine.DecodedAnswer.OrderOutcome;
import io.holdfast.engine.DecodedAnswer.StockReport;
import io.holdfast.engine.codec.AdjustmentReason;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.engine.pipeline.Halt;
import io.holdfast.engine.pipeline.Pipeline;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.RecordHandler;
import io.holdfast.replay.Recovery;
import io.holdfast.replay.Replay;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new file of the journal is due, because another hour has begun, while the disk is full or nearly so. By hand, because a server's clock is
 * the machine's: everything between a server's door and its disk, on a real file system.
 */
@Timeout(120)
class RollOnFullDiskTest {
    private static final long MIB = 1 << 20;
    private static final long START_NS = 1_769_901_300_000_000_000L;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @TempDir
    private Path path;

    private final List<String> notices = new ArrayList<>();
    private final Commands commands = new Commands();
    private final Halt halt = new Halt(() -> {});
    private long timeNs = START_NS;
    private Recovery recovery;
    private Pipeline pipeline;
    private RoomWatch roomWatch;
    private long watchNs;
    private DecodedAnswer answer;
    private long orderId;

    @Test
    void shouldBeginANewFileOnlyWhereThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(path)) {
            Path dir = path.resolve("data");
            long digest;
            try (DataDirectory directory = DataDirectory.own(dir)) {
                start(directory);
                openShop();
                for (int i = 0; i < 40; i++) {
                    assertEquals(OrderStatus.RESERVED, submit());
                }
                assertEquals(1, files(dir));

                // Little room: cancellations are taken, and so a new file is begun each hour.
                leaveFree(disk, 48 * MIB);
                for (int hour = 0; hour < 5; hour++) {
                    timeNs += HOUR_NS;
                    assertEquals(ResultCode.READ_ONLY, offer(submission()));
                    for (int i = 0; i < 4; i++) {
                        assertEquals(ResultCode.OK, offer(now().cancelOrder(1 + 4 * hour + i)));
                    }
                    roomWatch.doWork();
                    assertEquals(2 + hour, files(dir));
                }
                assertEquals(20, reserved());

                // None: an hour goes by, and holds run out, and nothing is written.
                long before = recovery.engine().lastSequence();
                for (long freeBytes : new long[] {16 * MIB, 0}) {
                    leaveFree(disk, freeBytes);
                    timeNs += 24 * HOUR_NS;
                    assertEquals(ResultCode.READ_ONLY, offer(now().cancelOrder(21)));
                    tick();
                    assertEquals(20, reserved());
                }
                assertEquals(before, recovery.engine().lastSequence());
                assertEquals(6, files(dir));

                leaveFree(disk, 700 * MIB);
                tick();
                assertEquals(0, reserved(), "holds end as soon as there is room");
                assertEquals(OrderStatus.RESERVED, submit());
                assertEquals(7, files(dir));
                assertNull(halt.reason());
                digest = recovery.engine().digest();
                recovery.journal().close();
            }
            shorten(dir);
            assertEquals(
                    digest, Replay.of(DataDirectory.journalToRead(dir)).engine().digest());
            assertEquals(3, notices.size(), notices::toString);
        }
    }

    private void start(DataDirectory directory) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("holdfast.min.free", "64m");
        properties.setProperty("holdfast.max.orders", "100000");
        ServerSettings settings = ServerSettings.of(properties, Map.of(), new Properties());
        recovery =
                Recovery.run(directory, settings.engine(), settings.durability(), () -> timeNs, 0, RecordHandler.NONE);
        pipeline = new Pipeline(
                recovery.engine(),
                recovery.journal(),
                () -> 0,
                halt,
                () -> timeNs,
                settings.ringCapacity(),
                settings.arenaBytes());
        roomWatch = new RoomWatch(
                settings.minFreeBytes(),
                directory,
                recovery.journal(),
                pipeline.sequencer(),
                halt,
                notices::add,
                () -> watchNs += TimeUnit.SECONDS.toNanos(1));
        roomWatch.doWork();
    }

    private void openShop() throws Exception {
        assertEquals(ResultCode.OK, offer(now().defineSku(1, 100L, 0, "A")));
        assertEquals(ResultCode.OK, offer(now().adjustStock(1, 1, 0, 100, AdjustmentReason.RECEIPT)));
        roomWatch.doWork();
    }

    private void leaveFree(SmallDisk disk, long bytes) throws Exception {
        disk.leaveFree(bytes);
        roomWatch.doWork();
    }

    private ResultCode offer(int length) throws Exception {
        pipeline.sequencer().advanceTime();
        ResultCode code = pipeline.sequencer().offer(this::onAnswer, commands.buffer(), 0, length);
        work();
        return code;
    }

    /** To encode the next message with. */
    private Commands now() {
        return commands.firstSentNs(timeNs);
    }

    private void onAnswer(DirectBuffer buffer, int offset, int length) {
        answer = DecodedAnswer.decode(buffer, offset, length);
    }

    private void tick() throws Exception {
        do {
            pipeline.sequencer().advanceTime();
            work();
        } while (pipeline.sequencer().tick() > 0);
    }

    private void work() throws Exception {
        for (Agent stage : pipeline.stages()) {
            stage.doWork();
        }
    }

    /** Of an order that is held for a day. */
    private int submission() {
        Terms terms = Terms.of(ShortagePolicy.ALL_OR_NOTHING).payWithin(24 * HOUR_NS);
        return now().submitOrder(++orderId, 7, terms, List.of(Line.of(1, 1, 100)));
    }

    private OrderStatus submit() throws Exception {
        assertEquals(ResultCode.OK, offer(submission()));
        return assertInstanceOf(OrderOutcome.class, answer).status();
    }

    private long reserved() throws Exception {
        assertEquals(ResultCode.OK, offer(now().queryStock(1, 0)));
        return assertInstanceOf(StockReport.class, answer).reserved();
    }

    private static int files(Path dir) throws IOException {
        return journalFiles(dir).size();
    }

    private static List<Path> journalFiles(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).toList();
        }
    }

    /** A file system in memory gives a page to whatever is read, also where nothing was ever written. */
    private static void shorten(Path dir) throws IOException {
        for (Path file : journalFiles(dir)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(MIB);
            }
        }
    }
}
