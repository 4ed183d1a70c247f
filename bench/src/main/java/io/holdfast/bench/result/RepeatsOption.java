// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How often everything is measured. */
public final class RepeatsOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int repeats;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often everything is measured (default ${DEFAULT-VALUE}; with fewer, compare cannot tell).")
    void setRepeats(int repeats) {
        if (repeats < 1) {
            throw new ParameterException(spec.commandLine(), "--repeats must be 1 or more");
        }
        this.repeats = repeats;
    }

    public int repeats() {
        return repeats;
    }
}
