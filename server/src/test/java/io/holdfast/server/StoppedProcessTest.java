// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalReader;
import io.holdfast.replay.Replay;
import io.holdfast.server.TestServer.Medium;
import io.holdfast.transport.client.BlockingClient;
import io.holdfast.transport.client.CannotConnectException;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.NoAnswerException;
import io.holdfast.transport.client.Order;
import io.holdfast.transport.client.OrderResult;
import io.holdfast.transport.client.OrderTerms;
import io.holdfast.transport.client.OrderView;
import io.holdfast.transport.client.StockView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server process is stopped (SIGSTOP) for some seconds, or as many as {@code -Dholdfast.stop.seconds} says, and goes on. What was answered
 * stays, holds that ran out meanwhile end and others do not, and what was asked meanwhile is decided once.
 */
@Timeout(300)
class StoppedProcessTest {
    private static final Duration TIMEOUT = TestServer.TIMEOUT;
    private static final Duration STOP = Duration.ofSeconds(Long.getLong("holdfast.stop.seconds", 2));
    private static final int UNITS = 10;
    private static final long SHORT_HOLD = 1;
    private static final long LONG_HOLD = 2;
    private static final long PAID = 3;
    private static final long ASKED_MEANWHILE = 4;

    @TempDir
    private Path dir;

    private ServerProcess server;
    private ClientSettings settings;
    private Aeron aeron;
    private BlockingClient client;

    @ParameterizedTest
    @EnumSource
    void shouldGoOnWhereItWas(Medium medium) throws Exception {
        String aeronDir = CommonContext.generateRandomDirName();
        String channel = medium == Medium.IPC ? "aeron:ipc" : "aeron:udp?endpoint=localhost:" + TestServer.freePort();
        Map<String, String> serverSettings = new HashMap<>();
        serverSettings.put("holdfast.channels", channel);
        serverSettings.put("holdfast.aeron.dir", aeronDir);
        serverSettings.put("holdfast.max.orders", "100000");
        settings = ClientSettings.of(channel).withConnectTimeout(TIMEOUT);
        OrderResult shortHold;
        OrderView expired;
        long digest;
        server = ServerProcess.start(dir, serverSettings, List.of(Path.of(aeronDir)));
        // Over UDP the client has a driver of its own, which is not stopped.
        MediaDriver driver = medium == Medium.IPC ? null : Drivers.launch();
        try {
            aeron = Aeron.connect(Drivers.client(driver == null ? aeronDir : driver.aeronDirectoryName()));
            client = BlockingClient.connect(aeron, settings);
            EndToEndTest.openShop(client, UNITS);
            OrderResult longHold = client.submit(order(LONG_HOLD, Duration.ofHours(1)), TIMEOUT);
            client.submit(order(PAID, Duration.ofHours(1)), TIMEOUT);
            assertEquals(
                    OrderStatus.CONFIRMED,
                    client.confirmOrder(PAID, longHold.totalMinor(), TIMEOUT).status());
            shortHold = client.submit(order(SHORT_HOLD, STOP.dividedBy(2)), TIMEOUT);

            long askedNs = askWhileStopped();

            OrderResult meanwhile = again(askedNs, ASKED_MEANWHILE);
            assertEquals(OrderStatus.RESERVED, meanwhile.status());
            assertEquals(
                    meanwhile.decidedSequence(), again(askedNs, ASKED_MEANWHILE).decidedSequence());
            assertEquals(
                    shortHold.decidedSequence(),
                    client.submit(order(SHORT_HOLD, STOP.dividedBy(2)), TIMEOUT).decidedSequence());
            assertEquals(
                    ResultCode.ORDER_EXPIRED,
                    client.confirmOrder(SHORT_HOLD, shortHold.totalMinor(), TIMEOUT)
                            .code());
            assertEquals(OrderStatus.RESERVED, client.order(LONG_HOLD, TIMEOUT).status());
            assertEquals(OrderStatus.CONFIRMED, client.order(PAID, TIMEOUT).status());
            StockView stock = client.stock(1, 0, TIMEOUT);
            assertEquals(2, stock.reserved());
            assertEquals(1, stock.allocated());
            expired = client.order(SHORT_HOLD, TIMEOUT);
            assertEquals(OrderStatus.EXPIRED, expired.status());
            digest = client.engine(TIMEOUT).digest();
        } finally {
            CloseHelper.closeAll(client, aeron, driver);
            assertEquals(0, server.stop(), server::errors);
        }
        Path journal = DataDirectory.journalToRead(dir);
        assertTrue(timeNs(journal, expired.changedSequence()) >= shortHold.deadlineNs(), "it ended too early");
        assertEquals(digest, Replay.of(journal).engine().digest());
    }

    /** Returns when the order was first sent. */
    private long askWhileStopped() throws Exception {
        signal("STOP");
        long untilNs = System.nanoTime() + STOP.toNanos();
        try {
            await().atMost(TIMEOUT).until(this::isStopped);
            NoAnswerException none = assertThrows(
                    NoAnswerException.class,
                    () -> client.submit(order(ASKED_MEANWHILE, Duration.ofHours(1)), STOP.dividedBy(4)));
            await().atMost(STOP.multipliedBy(2)).until(() -> System.nanoTime() > untilNs);
            return none.firstSentNs();
        } finally {
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(server.ready().pid()))
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    private boolean isStopped() throws IOException {
        Path status = Path.of("/proc/" + server.ready().pid() + "/status");
        return Files.readAllLines(status).contains("State:\tT (stopped)");
    }

    /** Asks again as a client should: with the same id, in a new session if this one is broken. */
    private OrderResult again(long firstSentNs, long orderId) {
        long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return client.firstSentAt(firstSentNs)
                        .submit(order(orderId, Duration.ofHours(1)), Duration.ofSeconds(2));
            } catch (NoAnswerException | CannotConnectException e) {
                assertTrue(System.nanoTime() < deadlineNs, e::getMessage);
                client.close();
                client = BlockingClient.connect(aeron, settings);
            }
        }
    }

    private static long timeNs(Path journal, long wanted) throws IOException {
        long[] timeNs = new long[1];
        JournalReader.read(
                journal,
                (sequence, timestampNs, buffer, commandOffset, commandLength, outcomeOffset, outcomeLength) -> {
                    if (sequence == wanted) {
                        timeNs[0] = timestampNs;
                    }
                });
        return timeNs[0];
    }

    private static Order order(long orderId, Duration timeToPay) {
        return new Order(
                orderId, 42, OrderTerms.DEFAULT.withTimeToPay(timeToPay), List.of(new Order.Line(1, 0, 1, 250)));
    }
}
