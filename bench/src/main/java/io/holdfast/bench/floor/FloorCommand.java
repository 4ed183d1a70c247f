// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import io.holdfast.bench.result.DiskOption;
import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.server.Idle;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast bench floor}. */
@Command(
        name = "floor",
        description =
                "What Aeron, Chronicle Queue, a memory-mapped file, a Disruptor and the disk can do by themselves,"
                        + " with messages as long as those of orders.")
public final class FloorCommand implements Callable<Integer> {
    /** Fits into one message of Aeron with the usual buffers. */
    private static final int MOST_BYTES = 1 << 16;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Some of them, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<Floor> only = List.of(Floor.values());

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "2",
            description = "Of each repeat, and of the warm-up before. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--window",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Requests in flight where there is more than one. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--request-bytes",
            paramLabel = "BYTES",
            description = "Of each request. Default: those of an order of one line.")
    private int requestBytes = MessageSizes.ONE_LINE_ORDER.requestBytes();

    @Option(
            names = "--answer-bytes",
            paramLabel = "BYTES",
            description = "Of each answer. Default: those of the outcome of an order of one line.")
    private int answerBytes = MessageSizes.ONE_LINE_ORDER.answerBytes();

    @Option(
            names = "--idle",
            paramLabel = "IDLE",
            defaultValue = "BACKOFF",
            description = "What an echo server does when there is nothing to do: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}, which is a server's default.")
    private Idle serverIdle;

    @Option(
            names = "--client-idle",
            paramLabel = "IDLE",
            defaultValue = "YIELD",
            description = "What its client does then. Default: ${DEFAULT-VALUE}.")
    private Idle clientIdle;

    @Mixin
    private DiskOption disk;

    @Mixin
    private RepeatsOption repeats;

    @Mixin
    private ResultOptions resultOptions;

    @Override
    public Integer call() throws Exception {
        FloorTerms terms = terms();
        Results results = new Results();
        for (Floor floor : only) {
            floor.measure(terms, results);
        }
        resultOptions.finish(results, terms.settings(), terms.dir());
        return ExitCode.OK;
    }

    private FloorTerms terms() {
        if (!(seconds > 0) || window < 1) {
            throw new UsageException("--seconds and --window must be above 0");
        }
        try {
            if (Math.max(requestBytes, answerBytes) > MOST_BYTES) {
                throw new UsageException("--request-bytes and --answer-bytes must be at most " + MOST_BYTES);
            }
            MessageSizes sizes = new MessageSizes(requestBytes, answerBytes);
            return new FloorTerms(sizes, seconds, repeats.repeats(), window, serverIdle, clientIdle, disk.dir());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--request-bytes, --answer-bytes: " + e.getMessage(), e);
        }
    }
}
