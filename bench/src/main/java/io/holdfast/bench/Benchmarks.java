// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * JMH with its own options; or, with {@code mass-events}, {@code footprint} or {@code recovery} as the only argument,
 * {@link MassEvents}, {@link Footprint} or {@link RecoveryTime}. The JVMs that JMH forks do not heed the manifest of this jar, so what the manifest opens and
 * exports is given to them as flags.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
        switch (args.length == 1 ? args[0] : "") {
            case "mass-events" -> MassEvents.run();
            case "footprint" -> Footprint.run();
            case "recovery" -> RecoveryTime.run();
            default -> runJmh(args);
        }
    }

    private static void runJmh(String... args) throws IOException, RunnerException, CommandLineOptionException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .jvmArgsPrepend(flagsOfManifest().toArray(String[]::new));
        new Runner(options.build()).run();
    }

    private static List<String> flagsOfManifest() throws IOException {
        List<String> flags = new ArrayList<>();
        Enumeration<URL> manifests = Benchmarks.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
        while (manifests.hasMoreElements()) {
            try (InputStream stream = manifests.nextElement().openStream()) {
                Attributes attributes = new Manifest(stream).getMainAttributes();
                if (Benchmarks.class.getName().equals(attributes.getValue(Attributes.Name.MAIN_CLASS))) {
                    addFlags(flags, "--add-opens=", attributes.getValue("Add-Opens"));
                    addFlags(flags, "--add-exports=", attributes.getValue("Add-Exports"));
                }
            }
        }
        return flags;
    }

    private static void addFlags(List<String> flags, String flag, String packages) {
        for (String name : packages.split(" ", -1)) {
            flags.add(flag + name + "=ALL-UNNAMED");
        }
    }
}
