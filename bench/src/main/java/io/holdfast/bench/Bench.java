// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import io.holdfast.bench.all.AllCommand;
import io.holdfast.bench.engine.EngineCommand;
import io.holdfast.bench.floor.EchoServerCommand;
import io.holdfast.bench.floor.FloorCommand;
import io.holdfast.bench.jmh.JmhCommand;
import io.holdfast.bench.metal.PreflightCommand;
import io.holdfast.bench.metal.ProfileCommand;
import io.holdfast.bench.peer.PeersCommand;
import io.holdfast.bench.recovery.RecoveryCommand;
import io.holdfast.bench.result.CompareCommand;
import io.holdfast.bench.result.ReportCommand;
import io.holdfast.bench.rig.LoadCommand;
import io.holdfast.bench.shop.FootprintCommand;
import io.holdfast.bench.shop.MassEventsCommand;
import io.holdfast.server.command.Holdfast;
import java.util.List;
import picocli.CommandLine.Command;

/** The {@code holdfast} command with {@code bench} in it; a server that is measured is started with it too. */
@Command(
        name = "bench",
        description = "Measures this machine with Holdfast on it.",
        subcommands = {
            AllCommand.class,
            CompareCommand.class,
            EchoServerCommand.class,
            EngineCommand.class,
            FloorCommand.class,
            FootprintCommand.class,
            JmhCommand.class,
            LoadCommand.class,
            MassEventsCommand.class,
            PeersCommand.class,
            PreflightCommand.class,
            ProfileCommand.class,
            RecoveryCommand.class,
            ReportCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(Holdfast.run(List.of(new Bench()), args));
    }
}
