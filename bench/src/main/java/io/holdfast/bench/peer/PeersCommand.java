// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.bench.workload.Demand;
import io.holdfast.bench.workload.LineCounts;
import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast bench peers}. */
@Command(
        name = "peers",
        description = "The same orders, decided by Redis, PostgreSQL and maps in this process; the accounts of each are"
                + " checked. Redis and PostgreSQL are started from what is installed, in temporary directories.")
public final class PeersCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Some of them, separated by commas: ${COMPLETION-CANDIDATES}.")
    private List<PeerSystem> only = List.of(PeerSystem.values());

    @Option(
            names = "--demand",
            paramLabel = "DEMAND",
            defaultValue = "HOT",
            description = "Which SKUs are asked for: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Demand demand;

    @Option(
            names = "--lines",
            paramLabel = "LINES",
            defaultValue = "ONE",
            description = "How many lines orders have: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private LineCounts lines;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "Of each repeat, at most. Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "That a repeat may take, about: who is slow gets fewer orders. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Of the orders. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private RepeatsOption repeats;

    @Mixin
    private ResultOptions resultOptions;

    @Spec
    private CommandSpec spec;

    private boolean areAccountsWrong;

    @Override
    public Integer call() throws Exception {
        if (!(seconds > 0) || orders < 1) {
            throw new UsageException("--seconds and --orders must be above 0");
        }
        PeerTerms terms = new PeerTerms(demand, lines, orders, seconds, repeats.repeats(), seed);
        Results results = new Results();
        for (PeerSystem system : only) {
            try {
                new PeerRun(system, terms, this::onFault).measure(results);
            } catch (NotInstalledException e) {
                notice(system.label() + ": skipped: " + e.getMessage());
            }
        }
        resultOptions.finish(results, terms.settings());
        return areAccountsWrong ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private void onFault(String line) {
        areAccountsWrong = true;
        notice(line);
    }

    private void notice(String line) {
        spec.commandLine().getErr().println("holdfast: " + line);
        spec.commandLine().getErr().flush();
    }
}
