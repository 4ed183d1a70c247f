// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import io.aeron.Aeron;
import io.holdfast.engine.codec.AnswerHeaderDecoder;
import io.holdfast.engine.codec.EngineReportDecoder;
import io.holdfast.engine.codec.FulfilmentOutcomeDecoder;
import io.holdfast.engine.codec.OrderOutcomeDecoder;
import io.holdfast.engine.codec.OrderReportDecoder;
import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import io.holdfast.engine.codec.SkuOutcomeDecoder;
import io.holdfast.engine.codec.SkuReportDecoder;
import io.holdfast.engine.codec.StockOutcomeDecoder;
import io.holdfast.engine.codec.StockReportDecoder;
import io.holdfast.engine.codec.TransferOutcomeDecoder;
import io.holdfast.server.command.UsageException;
import io.holdfast.transport.client.ClientSettings;
import io.holdfast.transport.client.HoldfastClient;
import io.holdfast.transport.client.OutcomeListener;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.BitUtil;

/**
 * One client with commands in flight: knows for each answer which command it is for and since when that was due. What the server
 * refuses because it has no room is sent again at the next opportunity, and its time goes on.
 */
final class LoadSession implements OutcomeListener, AutoCloseable {
    private final Workload workload;
    private final HoldfastClient client;
    private final Histogram latencyNs;

    private static final long NONE = -1;
    private static final long MOST_QUIET_S = 30;

    /** By the correlation id's last bits: the number of the command that is in flight, and when it was due. */
    private final long[] numbers;

    private final long[] dueNs;
    private final int mask;

    /** What is to be sent again, the same two of each. */
    private final long[] refusedNumbers;

    private final long[] refusedDueNs;
    private int refusedCount;

    private long lastCorrelationId;
    private int inFlight;
    private long refusals;
    private long nowNs;
    private long quietSinceNs;

    /** @param mostInFlight how many commands can be without an answer. */
    LoadSession(Aeron aeron, String channel, Workload workload, int mostInFlight, Histogram latencyNs) {
        this.workload = workload;
        this.latencyNs = latencyNs;
        int length = BitUtil.findNextPositivePowerOfTwo(2 * mostInFlight);
        this.mask = length - 1;
        this.numbers = new long[length];
        Arrays.fill(numbers, NONE);
        this.dueNs = new long[length];
        this.refusedNumbers = new long[mostInFlight];
        this.refusedDueNs = new long[mostInFlight];
        this.client = HoldfastClient.connect(aeron, ClientSettings.of(channel), this);
    }

    /**
     * Calls for a command.
     *
     * @param commandDueNs when it was to be sent, by {@link System#nanoTime}.
     * @return whether it could be sent now.
     */
    boolean send(long number, long commandDueNs) {
        // Behind a command that is answered late others may be refused and sent again so often that its place comes
        // round.
        if (numbers[(int) (lastCorrelationId + 1) & mask] != NONE) {
            return false;
        }
        long correlationId = workload.send(client, number);
        if (correlationId == HoldfastClient.BACK_PRESSURED) {
            return false;
        }
        lastCorrelationId = correlationId;
        int at = (int) correlationId & mask;
        numbers[at] = number;
        dueNs[at] = commandDueNs;
        inFlight++;
        return true;
    }

    /** Sends what was called for, and takes answers; returns how much was done. */
    int poll() {
        for (int tries = refusedCount; tries > 0; tries--) {
            if (!send(refusedNumbers[refusedCount - 1], refusedDueNs[refusedCount - 1])) {
                break;
            }
            refusedCount--;
        }
        int work = client.poll();
        nowNs = 0;
        if (work > 0 || inFlight == 0) {
            quietSinceNs = 0;
        } else {
            endIfQuietForLong();
        }
        return work;
    }

    /** A server drops answers that a client does not take in time: they never come, and then there are no accounts. */
    private void endIfQuietForLong() {
        long quietNs = System.nanoTime();
        if (quietSinceNs == 0) {
            quietSinceNs = quietNs;
        } else if (quietNs - quietSinceNs > TimeUnit.SECONDS.toNanos(MOST_QUIET_S)) {
            throw new UsageException("no answer to " + inFlight + " commands for " + MOST_QUIET_S
                    + " s: the server has ended, or has dropped what it had no room for; try a smaller --window");
        }
    }

    int inFlight() {
        return inFlight + refusedCount;
    }

    /** How often the server had no room. */
    long refusals() {
        return refusals;
    }

    private void answered(AnswerHeaderDecoder header, OrderStatus status, long amount) {
        ResultCode code = header.code();
        int at = (int) header.correlationId() & mask;
        long number = taken(at);
        workload.answered(number, code, status, amount);
        // One look at the clock for all answers of a poll: they are there together.
        if (nowNs == 0) {
            nowNs = System.nanoTime();
        }
        latencyNs.recordValue(Math.max(0, nowNs - dueNs[at]));
        inFlight--;
    }

    /** The number of the command in a place, which is free then. */
    private long taken(int at) {
        long number = numbers[at];
        numbers[at] = NONE;
        return number;
    }

    @Override
    public void onRefusal(long correlationId, ResultCode code) {
        if (code == ResultCode.READ_ONLY) {
            throw new UsageException("the server's disk is nearly full: make room, or name another one with --dir");
        }
        if (code != ResultCode.OVERLOADED) {
            throw new IllegalStateException("the server refuses what this client sends: " + code);
        }
        refusals++;
        inFlight--;
        int at = (int) correlationId & mask;
        refusedNumbers[refusedCount] = taken(at);
        refusedDueNs[refusedCount] = dueNs[at];
        refusedCount++;
    }

    @Override
    public void onClosed(ResultCode reason) {
        throw new IllegalStateException("the server has closed the session: " + reason);
    }

    @Override
    public void onSku(SkuOutcomeDecoder outcome) {
        answered(outcome.header(), OrderStatus.NONE, 0);
    }

    @Override
    public void onStock(StockOutcomeDecoder outcome) {
        answered(outcome.header(), OrderStatus.NONE, 0);
    }

    @Override
    public void onTransfer(TransferOutcomeDecoder outcome) {
        answered(outcome.header(), OrderStatus.NONE, 0);
    }

    @Override
    public void onOrder(OrderOutcomeDecoder outcome) {
        AnswerHeaderDecoder header = outcome.header();
        answered(header, outcome.status(), outcome.totalMinor());
    }

    @Override
    public void onFulfilment(FulfilmentOutcomeDecoder outcome) {
        answered(outcome.header(), outcome.status(), outcome.units());
    }

    @Override
    public void onStockReport(StockReportDecoder report) {
        answered(report.header(), OrderStatus.NONE, report.onHand());
    }

    @Override
    public void onOrderReport(OrderReportDecoder report) {
        answered(report.header(), report.status(), report.totalMinor());
    }

    @Override
    public void onSkuReport(SkuReportDecoder report) {
        answered(report.header(), OrderStatus.NONE, 0);
    }

    @Override
    public void onEngineReport(EngineReportDecoder report) {
        answered(report.header(), OrderStatus.NONE, 0);
    }

    @Override
    public void close() {
        client.close();
    }
}
