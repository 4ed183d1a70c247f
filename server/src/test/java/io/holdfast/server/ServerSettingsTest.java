// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.EngineSettings;
import io.holdfast.engine.pipeline.Layout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    private static Properties properties(String... keysAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void shouldHaveDefaults() {
        ServerSettings settings = ServerSettings.of(new Properties(), Map.of(), new Properties());
        assertEquals(Path.of("holdfast-data"), settings.dir());
        assertEquals(List.of("aeron:udp?endpoint=localhost:7100", "aeron:ipc"), settings.channels());
        assertEquals(Layout.SHARED, settings.layout());
        assertEquals(EngineSettings.DEFAULT, settings.engine());
    }

    @Test
    void shouldLetTheEnvironmentWinOverFilesAndSystemPropertiesOverBoth() {
        Properties files = properties("holdfast.layout", "SHARED", "holdfast.idle", "SPIN", "holdfast.max.skus", "5");
        Map<String, String> environment = Map.of("HOLDFAST_IDLE", "YIELD", "HOLDFAST_MAX_SKUS", "6");
        Properties system = properties("holdfast.max.skus", "7", "java.version", "17");
        ServerSettings settings = ServerSettings.of(files, environment, system);
        assertEquals(Layout.SHARED, settings.layout());
        assertEquals(Idle.YIELD, settings.idle());
        assertEquals(7, settings.engine().maxSkus());
    }

    @Test
    void shouldGiveEachDirectoryAMediaDriverOfItsOwn() {
        ServerSettings settings = ServerSettings.of(new Properties(), Map.of(), new Properties());
        ServerSettings other = ServerSettings.of(properties("holdfast.dir", "other"), Map.of(), new Properties());
        assertNotEquals(settings.aeronDir(), other.aeronDir());
        ServerSettings named = ServerSettings.of(
                properties("holdfast.aeron.dir", "/dev/shm/mine"), Map.of(), properties("holdfast.dir", "other"));
        assertEquals("/dev/shm/mine", named.aeronDir());
    }

    @ParameterizedTest
    @CsvSource({
        "holdfast.layout, WIDE, one of",
        "holdfast.idle, SNOOZE, one of",
        "holdfast.stream, x, whole number",
        "holdfast.ring.capacity, 1000, power of two",
        "holdfast.arena.bytes, 4k, power of two",
        "holdfast.arena.bytes, 8g, a size",
        "holdfast.retention.window, soon, a time",
        "holdfast.aeron.embedded, maybe, true or false",
        "holdfast.counters, on, true or false",
        "holdfast.max.orders, 0, above 0",
        "holdfast.max.orders, 4000000000, at most 2147483647",
        "holdfast.retention.window, -1d, a time",
        "holdfast.channels, garbage, channels like aeron:ipc",
        "holdfast.channels, aeron:udp, channels like aeron:ipc",
        "holdfast.channels, aeron:tcp?endpoint=localhost:7, channels like aeron:ipc",
        "holdfast.channels, aeron:ipc aeron:ipc, each of them once",
        "holdfast.cpus, 2;3, numbers of CPUs",
        "holdfast.aeron.cpus, -1, numbers of CPUs",
        "holdfast.aeron.layout, INVOKER, one of",
    })
    void shouldNameTheSettingThatIsNotGood(String key, String value, String expected) {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> ServerSettings.of(properties(key, value), Map.of(), new Properties()));
        assertTrue(e.getMessage().contains(key), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().contains(value), e.getMessage());
    }

    @Test
    void shouldReadTheCpusOfThreads() {
        Properties files = properties("holdfast.cpus", "2, 3,4 ,5", "holdfast.aeron.cpus", "6");
        ServerSettings settings = ServerSettings.of(files, Map.of(), new Properties());
        assertEquals(List.of(2, 3, 4, 5), settings.cpus());
        assertEquals(List.of(6), settings.driverThreads().cpus());
    }

    @Test
    void shouldRefuseToPinTheThreadsOfAnothersMediaDriver() {
        Properties files = properties("holdfast.aeron.cpus", "6", "holdfast.aeron.embedded", "false");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ServerSettings.of(files, Map.of(), new Properties()));
        assertTrue(e.getMessage().startsWith("holdfast.aeron.cpus must be nothing"), e.getMessage());
    }

    @Test
    void shouldRefuseAKeyThatDoesNotExist() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> ServerSettings.of(properties("holdfast.max.order", "1"), Map.of(), new Properties()));
        assertTrue(e.getMessage().startsWith("unknown setting holdfast.max.order:"), e.getMessage());
    }
}
