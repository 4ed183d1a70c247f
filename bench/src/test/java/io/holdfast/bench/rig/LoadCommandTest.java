// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.command.UsageException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LoadCommandTest {
    @Test
    void shouldAskForInvoicesWhereItNeedsThemAndNowhereElse() {
        assertTrue(refusal("--workload", "RETAIL").contains("--file"));
        assertTrue(refusal("--file", "year.csv").contains("--workload RETAIL"));
    }

    @Test
    void shouldRefuseMoreThanCanBeRemembered() {
        assertTrue(refusal("--orders", "2000000000").contains("--orders"));
    }

    @Test
    void shouldRefuseARateOfNothing() {
        assertTrue(refusal("--rate", "0").contains("--rate"));
    }

    @Test
    void shouldSayHowToChooseTheDisk() {
        assertTrue(refusal("--set", "holdfast.dir=data").contains("--dir says where"));
    }

    @Test
    void shouldRefuseAWarmUpThatIsNoTime() {
        CommandLine command = new CommandLine(new LoadCommand());
        ParameterException refusal =
                assertThrows(ParameterException.class, () -> command.parseArgs("--warm-up", "soon"));
        assertTrue(refusal.getMessage().contains("'soon' is no time like 10s or 500ms"), refusal.getMessage());
    }

    private static String refusal(String... args) {
        LoadCommand load = new LoadCommand();
        new CommandLine(load).parseArgs(args);
        return assertThrows(UsageException.class, load::call).getMessage();
    }
}
