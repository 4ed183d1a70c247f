// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import io.holdfast.server.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a run was made on, as far as it can be read; what cannot is {@value #UNKNOWN}. Reading it never fails, and is not for the time
 * while something is being measured.
 */
public final class Environment {
    static final String UNKNOWN = "unknown";
    /** The one fact that is never the same twice. */
    static final String LOAD_AVERAGE = "loadAverage";

    private static final String NONE = "none";
    private static final long GIT_TIMEOUT_S = 5;
    private static final double KIB_PER_GIB = 1 << 20;

    private final Path root;

    Environment(Path root) {
        this.root = root;
    }

    /**
     * Reads it.
     *
     * @param dataDirectory where the data is that is written; need not exist any more.
     */
    public static Map<String, String> read(Path dataDirectory) {
        Map<String, String> facts = new Environment(Path.of("/")).machine();
        facts.putAll(storage(dataDirectory));
        facts.putAll(software());
        return facts;
    }

    /** How busy the machine is now. */
    static String loadAverage() {
        return new Environment(Path.of("/")).load();
    }

    private String load() {
        return find(text("proc/loadavg"), "^(\\S+ \\S+ \\S+)");
    }

    Map<String, String> machine() {
        Map<String, String> facts = new LinkedHashMap<>();
        String cpuInfo = text("proc/cpuinfo");
        String memInfo = text("proc/meminfo");
        facts.put("cpu", find(cpuInfo, "(?m)^model name\\s*: (.+)$"));
        facts.put("cores", cores());
        facts.put("governor", governor());
        facts.put("isolatedCpus", isolatedCpus());
        facts.put("transparentHugePages", find(text("sys/kernel/mm/transparent_hugepage/enabled"), "\\[(\\w+)]"));
        facts.put("hugePages", hugePages(memInfo));
        facts.put("kernel", firstOf(text("proc/sys/kernel/osrelease")));
        facts.put("hypervisor", hypervisor(cpuInfo));
        facts.put("clockSource", firstOf(text("sys/devices/system/clocksource/clocksource0/current_clocksource")));
        facts.put("memory", memory(memInfo));
        facts.put(LOAD_AVERAGE, load());
        return facts;
    }

    private static Map<String, String> storage(Path dataDirectory) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("fileSystem", UNKNOWN);
        facts.put("disk", UNKNOWN);
        Path existing = dataDirectory.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            FileStore store = Files.getFileStore(existing == null ? Path.of("/") : existing);
            facts.put("fileSystem", store.type());
            facts.put("disk", store.name());
        } catch (IOException | SecurityException e) {
            return facts;
        }
        return facts;
    }

    private static Map<String, String> software() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "jdk",
                System.getProperty("java.vm.name", UNKNOWN) + " " + Runtime.version() + ", "
                        + System.getProperty("java.vendor", UNKNOWN));
        facts.put(
                "jvmFlags",
                orNone(String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments())));
        facts.put("gitRevision", gitRevision());
        facts.put("holdfast", Version.TEXT);
        return facts;
    }

    /** The file is there and empty where there are none. */
    private String isolatedCpus() {
        String file = "sys/devices/system/cpu/isolated";
        return Files.isReadable(root.resolve(file)) ? orNone(text(file)) : UNKNOWN;
    }

    private static String orNone(String text) {
        return text.isBlank() ? NONE : text.strip();
    }

    private String cores() {
        String online = firstOf(text("sys/devices/system/cpu/online"));
        return Runtime.getRuntime().availableProcessors() + " for this process, online are " + online;
    }

    /** Of all CPUs, each once. */
    private String governor() {
        TreeSet<String> governors = new TreeSet<>();
        try (DirectoryStream<Path> cpus =
                Files.newDirectoryStream(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*")) {
            for (Path cpu : cpus) {
                governors.add(firstOf(textOf(cpu.resolve("cpufreq/scaling_governor"))));
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return governors.isEmpty() ? UNKNOWN : String.join(", ", governors);
    }

    private static String hugePages(String memInfo) {
        String total = find(memInfo, "(?m)^HugePages_Total:\\s+(\\d+)");
        String size = find(memInfo, "(?m)^Hugepagesize:\\s+(.+)$");
        return total.equals(UNKNOWN) ? UNKNOWN : total + " of " + size;
    }

    private String hypervisor(String cpuInfo) {
        String flags = find(cpuInfo, "(?m)^flags\\s*: (.*)$");
        String known = Stream.of("sys/hypervisor/type", "sys/class/dmi/id/sys_vendor", "sys/class/dmi/id/product_name")
                .map(this::text)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .reduce((first, second) -> first + " " + second)
                .orElse("of an unknown kind");
        if (flags.equals(UNKNOWN)) {
            return UNKNOWN;
        }
        return Pattern.compile("\\bhypervisor\\b").matcher(flags).find() ? known : NONE;
    }

    private static String memory(String memInfo) {
        String kib = find(memInfo, "(?m)^MemTotal:\\s+(\\d{1,18}) kB");
        return kib.equals(UNKNOWN) ? UNKNOWN : "%.1f GiB".formatted(Long.parseLong(kib) / KIB_PER_GIB);
    }

    /** Of the tree that this class was built in; a revision with changes ends with {@code -dirty}. */
    private static String gitRevision() {
        try {
            Path code = Path.of(Environment.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
                    .directory(code.getParent().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!git.waitFor(GIT_TIMEOUT_S, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return UNKNOWN;
            }
            return firstOf(new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** The text of a file; nothing where it cannot be read. */
    private String text(String path) {
        return textOf(root.resolve(path));
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException | SecurityException e) {
            return "";
        }
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1).strip() : UNKNOWN;
    }

    private static String firstOf(String text) {
        return Optional.of(text.strip())
                .filter(line -> !line.isEmpty())
                .flatMap(line -> line.lines().findFirst())
                .orElse(UNKNOWN);
    }
}
