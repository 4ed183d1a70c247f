// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.recovery;

import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.server.command.ExitCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast bench recovery}. */
@Command(
        name = "recovery",
        description = "A start behind many records, with a snapshot and without, and with many open orders;"
                + " in the directory for temporary files.")
public final class RecoveryCommand implements Callable<Integer> {
    private static final int LEAST_RECORDS = 25_000;
    private static final int MOST_RECORDS = 100_000_000;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Records to replay (default ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--open-orders",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "Open orders of one line in another snapshot (default ${DEFAULT-VALUE}).")
    private int openOrders;

    @Mixin
    private RepeatsOption repeatsOption;

    @Mixin
    private ResultOptions resultOptions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require(
                records >= LEAST_RECORDS && records <= MOST_RECORDS,
                "--records must be from " + LEAST_RECORDS + " to " + MOST_RECORDS);
        require(openOrders >= 1 && openOrders <= MOST_RECORDS, "--open-orders must be from 1 to " + MOST_RECORDS);
        Results results = new Results();
        RecoveryTime recovery = new RecoveryTime(results, repeatsOption.repeats());
        recovery.measureRecords(records);
        recovery.measureOpenOrders(openOrders);
        Map<String, Integer> settings = new LinkedHashMap<>();
        settings.put("records", records);
        settings.put("openOrders", openOrders);
        settings.put("repeats", repeatsOption.repeats());
        resultOptions.finish(results, settings);
        return ExitCode.OK;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
