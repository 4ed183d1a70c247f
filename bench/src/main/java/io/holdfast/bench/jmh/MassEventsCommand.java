// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.server.command.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast bench mass-events}. */
@Command(
        name = "mass-events",
        description = "Other commands while a million holds end, or a hundred thousand waiters are filled.")
public final class MassEventsCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        MassEvents.run();
        return ExitCode.OK;
    }
}
