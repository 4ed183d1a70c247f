// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.shop;

import io.holdfast.bench.result.RepeatsOption;
import io.holdfast.bench.result.ResultOptions;
import io.holdfast.bench.result.Results;
import io.holdfast.server.command.ExitCode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast bench footprint}. */
@Command(name = "footprint", description = "Bytes of memory for each order, SKU, stock and so on.")
public final class FootprintCommand implements Callable<Integer> {
    @Mixin
    private RepeatsOption repeatsOption;

    @Mixin
    private ResultOptions resultOptions;

    @Override
    public Integer call() throws IOException {
        Results results = new Results();
        for (int repeat = 0; repeat < repeatsOption.repeats(); repeat++) {
            new Footprint(results).measure();
        }
        resultOptions.finish(results, Map.of("repeats", repeatsOption.repeats()));
        return ExitCode.OK;
    }
}
