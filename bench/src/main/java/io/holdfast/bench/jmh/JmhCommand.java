// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.jmh;

import io.holdfast.server.command.ExitCode;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code holdfast bench jmh}. The JVMs that JMH forks do not heed the manifest of this jar, so what the manifest opens and exports is given to
 * them as flags.
 */
@Command(name = "jmh", description = "Parts of the path by themselves; takes JMH's own options behind --.")
public final class JmhCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JMH-OPTION", description = "See -- -h.")
    private String[] jmhOptions = {};

    @Override
    public Integer call() throws IOException, RunnerException {
        try {
            CommandLineOptions options = new CommandLineOptions(jmhOptions);
            if (options.shouldHelp()) {
                options.showHelp();
                return ExitCode.OK;
            }
            Runner runner = new Runner(new OptionsBuilder()
                    .parent(options)
                    .jvmArgsPrepend(flagsOfManifest().toArray(String[]::new))
                    .build());
            if (options.shouldList()) {
                runner.list();
            } else {
                runner.run();
            }
            return ExitCode.OK;
        } catch (CommandLineOptionException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static List<String> flagsOfManifest() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("java.class.path"))) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            List<String> flags = new ArrayList<>();
            addFlags(flags, "--add-opens=", attributes.getValue("Add-Opens"));
            addFlags(flags, "--add-exports=", attributes.getValue("Add-Exports"));
            return flags;
        }
    }

    private static void addFlags(List<String> flags, String flag, String packages) {
        for (String name : packages.split(" ", -1)) {
            flags.add(flag + name + "=ALL-UNNAMED");
        }
    }
}
