// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.server.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast bench footprint}. */
@Command(name = "footprint", description = "Bytes of heap for each order, SKU, stock and so on.")
public final class FootprintCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Footprint.run();
        return ExitCode.OK;
    }
}
