// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.holdfast.journal.RecordHandler;
import io.holdfast.server.Drivers;
import io.holdfast.server.Server;
import io.holdfast.server.ServerSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code holdfast stat} beside a server. */
@Timeout(60)
class StatCommandTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    private Path dir;

    private final String aeronDir = CommonContext.generateRandomDirName();

    private Server server() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("holdfast.dir", dir.toString());
        properties.setProperty("holdfast.channels", "aeron:ipc");
        properties.setProperty("holdfast.aeron.dir", aeronDir);
        properties.setProperty("holdfast.max.orders", "12345");
        ServerSettings settings = ServerSettings.of(properties, Map.of(), new Properties());
        return Server.start(settings, notice -> {}, RecordHandler.NONE, () -> {});
    }

    @Test
    void shouldPrintTheCountersAsATableAndAsJson() throws Exception {
        try (Server server = server()) {
            CommandLineRun table = CommandLineRun.of("stat", "--aeron-dir", aeronDir);
            assertEquals(0, table.exitCode(), table.err());
            assertTrue(table.out().startsWith("server of process " + PID), table.out());
            assertTrue(
                    table.out().lines().anyMatch(line -> line.strip().matches("orders remembered at most +12,345")),
                    table.out());

            CommandLineRun json = CommandLineRun.of("stat", "--json", "--aeron-dir", aeronDir);
            JsonNode servers = new ObjectMapper().readTree(json.out()).get("servers");
            assertEquals(1, servers.size());
            assertEquals(PID, servers.get(0).get("pid").asLong());
            assertEquals(server.readyLine().pid(), servers.get(0).get("pid").asLong());
            JsonNode sessions = servers.get(0).get("counters").get(0);
            assertEquals("sessions open", sessions.get("name").asText());
            assertEquals(0, sessions.get("value").asLong());
            assertTrue(sessions.get("typeId").asInt() >= 1_000);
        }
        CommandLineRun.of("stat", "--aeron-dir", aeronDir).expectFailure(3, aeronDir);
    }

    @Test
    void shouldSayWhereThereIsNothingToTell() throws Exception {
        CommandLineRun.of("stat", "--aeron-dir", dir.resolve("nowhere")).expectFailure(3, "no server");
        try (MediaDriver driver = Drivers.launch();
                Aeron others = Aeron.connect(Drivers.client(driver.aeronDirectoryName()))) {
            others.addCounter(7_100, "of somebody else");
            CommandLineRun.of("stat", "--aeron-dir", driver.aeronDirectoryName())
                    .expectFailure(3, "no server");
        }
        CommandLineRun.of("stat").expectFailure(2, "--aeron-dir");
    }
}
