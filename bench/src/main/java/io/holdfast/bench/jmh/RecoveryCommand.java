// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.server.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast bench recovery}. */
@Command(name = "recovery", description = "A start behind ten million records, with a snapshot and without.")
public final class RecoveryCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        RecoveryTime.run();
        return ExitCode.OK;
    }
}
