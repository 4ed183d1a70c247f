// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import io.holdfast.engine.codec.ShortagePolicy;
import io.holdfast.server.Connection;
import io.holdfast.server.OwnServer;
import io.holdfast.server.load.LoadReport;
import io.holdfast.server.load.LoadTerms;
import io.holdfast.server.load.OpeningStock;
import io.holdfast.server.load.RetailFormat;
import io.holdfast.server.load.RetailYear;
import io.holdfast.server.load.SessionLostException;
import io.holdfast.server.load.YearLoader;
import io.holdfast.transport.client.ClientSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Streams a retailer's year through an engine. */
@Command(
        name = "load",
        description = "Streams a retailer's year of invoices through an engine over Aeron, in the order of the file,"
                + " and checks the stock at the end. Starts a server of its own unless --connect names one.")
final class LoadCommand implements Callable<Integer> {
    private static final Duration OWN_DRIVER_TIMEOUT = Duration.ofSeconds(10);

    @Parameters(paramLabel = "FILE", description = "The invoices: .csv or .csv.gz.")
    private Path file;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            converter = Format.class,
            description = "The file's format: ${COMPLETION-CANDIDATES}.")
    private RetailFormat format;

    @Option(
            names = "--opening-stock",
            paramLabel = "SHARE",
            defaultValue = "1.0",
            converter = Share.class,
            description = "What lies in stock at first: a share of the units of each SKU that will be ordered, rounded"
                    + " down. Default: ${DEFAULT-VALUE}.")
    private OpeningStock openingStock;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            defaultValue = "reject",
            converter = Policy.class,
            description = "What becomes of orders that ask for more than there is: reject, or wait for what comes back."
                    + " Default: ${DEFAULT-VALUE}.")
    private ShortagePolicy policy;

    @Option(names = "--ship", description = "Ship each order as soon as it is paid.")
    private boolean ships;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to keep the own server's data directory, which must be new; otherwise it is temporary.")
    private Path dir;

    @Mixin
    private ConnectOptions connect;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        boolean isServerGiven = connect.isGiven();
        if (dir != null) {
            checkDir(isServerGiven);
        }
        RetailYear year = format.read(file);
        int[] openingUnits = openingStock.units(year);
        LoadReport report =
                isServerGiven ? loadIntoGivenServer(year, openingUnits) : loadIntoOwnServer(year, openingUnits);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? Json.text(report) : report.text());
        out.flush();
        return report.differences() == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }

    private void checkDir(boolean isServerGiven) throws IOException {
        if (isServerGiven) {
            throw new UsageException("--dir is where a server of our own keeps its data: not with --connect");
        }
        if (!Files.isDirectory(dir)) {
            return;
        }
        try (Stream<Path> files = Files.list(dir)) {
            if (files.findAny().isPresent()) {
                throw new UsageException(dir + " is not empty: a year can only be loaded into an empty engine");
            }
        }
    }

    private LoadReport loadIntoGivenServer(RetailYear year, int[] openingUnits) {
        try (Connection connection = connect.open()) {
            return load(year, openingUnits, connection, connect.settings());
        }
    }

    private LoadReport loadIntoOwnServer(RetailYear year, int[] openingUnits) throws IOException {
        try (OwnServer server = OwnServer.start(dir)) {
            LoadReport report;
            try (Connection connection = Connection.toDriver(server.aeronDir(), OWN_DRIVER_TIMEOUT)) {
                report = load(year, openingUnits, connection, ClientSettings.of(OwnServer.CHANNEL));
            } catch (SessionLostException e) {
                // If the server has ended badly, this says how.
                server.stop();
                throw e;
            }
            server.stop();
            return report;
        }
    }

    private LoadReport load(RetailYear year, int[] openingUnits, Connection connection, ClientSettings settings) {
        try (Progress progress = Progress.start("invoices", year.invoices().size())) {
            return YearLoader.load(
                    year, openingUnits, new LoadTerms(policy, ships), connection.aeron(), settings, progress::reach);
        }
    }

    /** Reads the name of a format. */
    private static final class Format implements ITypeConverter<RetailFormat> {
        @Override
        public RetailFormat convert(String text) {
            return converted(() -> RetailFormat.parse(text));
        }
    }

    /** Reads a share of demand. */
    private static final class Share implements ITypeConverter<OpeningStock> {
        @Override
        public OpeningStock convert(String text) {
            return converted(() -> OpeningStock.parse(text));
        }
    }

    /** Reads a policy. */
    private static final class Policy implements ITypeConverter<ShortagePolicy> {
        @Override
        public ShortagePolicy convert(String text) {
            return switch (text) {
                case "reject" -> ShortagePolicy.ALL_OR_NOTHING;
                case "wait" -> ShortagePolicy.WAIT;
                default -> throw new TypeConversionException("'" + text + "' is not a policy: reject or wait");
            };
        }
    }

    private static <T> T converted(Supplier<T> conversion) {
        try {
            return conversion.get();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
