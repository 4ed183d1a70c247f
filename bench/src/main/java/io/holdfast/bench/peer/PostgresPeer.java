// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.ChildProcess;
import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Submissions;
import io.holdfast.server.command.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** PostgreSQL; a stored function decides a whole order, each in a transaction of its own. */
final class PostgresPeer implements Peer {
    private static final int CONNECTIONS = 8;
    private static final int HISTOGRAM_DIGITS = 3;
    private static final String USER = "postgres";
    /** The first two arguments are initdb and the data directory, the rest is the server's command line. */
    private static final String INITIALISE_AND_SERVE =
            "\"$1\" --pgdata=\"$2\" --username=" + USER + " --auth=trust --no-sync && shift 2 && exec \"$@\"";

    /**
     * The id is looked for first, and settled last: of two that come at once the later waits there, gives back what it took,
     * and answers what the earlier did. Lines must be in the order of their SKUs, so that no two orders wait for each other.
     */
    private static final String SCHEMA = """
            create table stock (sku_id bigint primary key, units bigint not null) with (fillfactor = 50);
            create table orders (id bigint primary key, total_minor bigint not null);
            create function submit(order_id bigint, skus bigint[], quantities bigint[], prices bigint[]) returns bigint
            language plpgsql as $$
            declare
              total bigint;
              taken int := 0;
            begin
              select total_minor into total from orders where id = order_id;
              if found then return total; end if;
              total := 0;
              for i in 1 .. array_length(skus, 1) loop
                update stock set units = units - quantities[i] where sku_id = skus[i] and units >= quantities[i];
                if not found then
                  total := 0;
                  exit;
                end if;
                taken := i;
                total := total + quantities[i] * prices[i];
              end loop;
              insert into orders values (order_id, total) on conflict do nothing;
              if found and total > 0 then return total; end if;
              for i in 1 .. taken loop
                update stock set units = units + quantities[i] where sku_id = skus[i];
              end loop;
              select total_minor into total from orders where id = order_id;
              return total;
            end $$;
            """;

    private final ChildProcess server;
    private final List<Connection> connections = new ArrayList<>();

    private PostgresPeer(ChildProcess server) {
        this.server = server;
    }

    /** Makes a cluster and starts its server. */
    static PostgresPeer start(boolean isCommitSynchronous) throws IOException, SQLException, NotInstalledException {
        List<Path> directories = debianDirectories();
        Path initdb = Programs.find("initdb", directories);
        Path postgres = Programs.find("postgres", directories);
        if (initdb == null || postgres == null) {
            throw new NotInstalledException("postgresql", "postgresql");
        }
        Path directory = Files.createTempDirectory("holdfast-postgres-");
        // It refuses to run as root.
        String user = System.getProperty("user.name").equals("root") ? USER : null;
        int port = Programs.freePort();
        ChildProcess server = ChildProcess.start(
                "postgres",
                Programs.bound(user, command(initdb, postgres, ownedBy(user, directory), port)),
                "ready to accept connections",
                List.of(directory));
        PostgresPeer peer = new PostgresPeer(server);
        try {
            peer.connect(port, isCommitSynchronous);
            return peer;
        } catch (SQLException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    private static Path ownedBy(String user, Path directory) throws IOException {
        if (user == null) {
            return directory;
        }
        try {
            return Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        } catch (IOException e) {
            Files.delete(directory);
            throw new UsageException("PostgreSQL runs only as another user than root, and there is no user " + user, e);
        }
    }

    /** Where Debian has them, the newest version first. */
    private static List<Path> debianDirectories() throws IOException {
        Path root = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(root)) {
            return versions.filter(version -> version.getFileName().toString().matches("\\d+"))
                    .sorted(Comparator.comparingInt((Path version) ->
                                    Integer.parseInt(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        }
    }

    /** With room enough that no checkpoint, and nothing that replication needs, falls into what is measured. */
    private static List<String> command(Path initdb, Path postgres, Path directory, int port) {
        String data = directory.resolve("data").toString();
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", INITIALISE_AND_SERVE, "sh", initdb.toString(), data));
        command.addAll(List.of(postgres.toString(), "-D", data));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=" + directory,
                "shared_buffers=512MB",
                "max_wal_size=8GB",
                "wal_level=minimal",
                "max_wal_senders=0")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    private void connect(int port, boolean isCommitSynchronous) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("options", "-c synchronous_commit=" + (isCommitSynchronous ? "on" : "off"));
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(
                    DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties));
        }
        execute(SCHEMA);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connections.get(0).createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void open(LongUnaryOperator openingUnits) throws SQLException {
        execute("truncate stock, orders");
        String sql = "insert into stock select * from unnest(?::bigint[], ?::bigint[])";
        try (PreparedStatement statement = connections.get(0).prepareStatement(sql)) {
            Long[] skuIds = new Long[Submissions.SKUS];
            Arrays.setAll(skuIds, i -> i + 1L);
            Long[] units = Stream.of(skuIds).map(openingUnits::applyAsLong).toArray(Long[]::new);
            statement.setArray(1, bigints(connections.get(0), skuIds));
            statement.setArray(2, bigints(connections.get(0), units));
            statement.execute();
        }
        execute("analyze stock");
    }

    private static Array bigints(Connection connection, Object[] values) throws SQLException {
        return connection.createArrayOf("bigint", values);
    }

    @Override
    public void submit(Supplier<Submissions> submissions, int count, Answers answers, Histogram latencyNs)
            throws Exception {
        Turns.take(CONNECTIONS, turn -> {
            Histogram ownNs = new Histogram(HISTOGRAM_DIGITS);
            submit(turn, submissions.get(), count, answers, ownNs);
            synchronized (latencyNs) {
                latencyNs.add(ownNs);
            }
        });
    }

    private void submit(int turn, Submissions submissions, int count, Answers answers, Histogram latencyNs)
            throws SQLException {
        Connection connection = connections.get(turn);
        try (PreparedStatement statement = connection.prepareStatement("select submit(?, ?, ?, ?)")) {
            for (int i = turn; i < count; i += CONNECTIONS) {
                submissions.turnTo(i);
                long beganNs = System.nanoTime();
                answers.put(i, submit(connection, statement, submissions));
                latencyNs.recordValue(System.nanoTime() - beganNs);
            }
        }
    }

    private static long submit(Connection connection, PreparedStatement statement, Submissions order)
            throws SQLException {
        Long[] skuIds = new Long[order.lineCount()];
        Arrays.setAll(skuIds, order::skuId);
        Arrays.sort(skuIds);
        Long[] quantities = new Long[skuIds.length];
        Arrays.fill(quantities, (long) order.quantity());
        Long[] prices = new Long[skuIds.length];
        Arrays.setAll(prices, line -> Submissions.priceMinor(skuIds[line]));
        statement.setLong(1, order.orderId());
        statement.setArray(2, bigints(connection, skuIds));
        statement.setArray(3, bigints(connection, quantities));
        statement.setArray(4, bigints(connection, prices));
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public Accounts.Left left() throws SQLException {
        long[] unitsLeft = new long[Submissions.SKUS + 1];
        try (Statement statement = connections.get(0).createStatement()) {
            try (ResultSet stock = statement.executeQuery("select sku_id, units from stock")) {
                while (stock.next()) {
                    unitsLeft[stock.getInt(1)] = stock.getLong(2);
                }
            }
            try (ResultSet orders = statement.executeQuery("select count(*) from orders")) {
                orders.next();
                return new Accounts.Left(orders.getLong(1), skuId -> unitsLeft[(int) skuId]);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            for (Connection connection : connections) {
                connection.close();
            }
        } finally {
            server.close();
        }
    }
}
