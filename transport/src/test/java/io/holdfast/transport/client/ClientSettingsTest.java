// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {
    private static final ClientSettings SETTINGS = ClientSettings.of("aeron:ipc");

    @Test
    void shouldTakeCredentialsThatAServerLooksAt() {
        String longest = "ä".repeat(512);
        assertEquals(longest, SETTINGS.withCredentials(longest).credentials());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "a"})
    void shouldRefuseCredentialsThatNoServerLooksAt(String more) {
        String tooLong = "ä".repeat(512) + more;
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SETTINGS.withCredentials(tooLong));
        assertTrue(e.getMessage().contains("1024 bytes"), e.getMessage());
    }
}
