// SPDX-License-Identifier: Apache-2.0
package io.holdfast.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.engine.codec.AdjustStockDecoder;
import io.holdfast.engine.codec.ConfigureEngineDecoder;
import io.holdfast.engine.codec.QueryEngineDecoder;
import io.holdfast.engine.codec.SubmitOrderDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessListTest {
    /** SHA-256 of "letmein". */
    private static final String LETMEIN = "1c8bfe8f801d79745c4631d09fff36c82aa37fc4cce4fc946683d7b336b63032";

    private static byte[] bytes(String credentials) {
        return credentials.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldKnowWhoHasTheCredentialsAndWhatThatOneMayDo() {
        AccessList list = AccessList.of(
                List.of("# comment", "", "  clerk  " + LETMEIN.toUpperCase(Locale.ROOT) + " orders,query"));
        Principal clerk = list.authenticate(bytes("letmein"));
        assertEquals("clerk", clerk.name());
        assertTrue(clerk.may(SubmitOrderDecoder.TEMPLATE_ID));
        assertTrue(clerk.may(QueryEngineDecoder.TEMPLATE_ID));
        assertFalse(clerk.may(AdjustStockDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldKnowNobodyElse() {
        AccessList list = AccessList.of(List.of("clerk " + LETMEIN + " orders"));
        assertNull(list.authenticate(bytes("letmeIn")));
        assertNull(list.authenticate(bytes("")));
        assertNull(AccessList.of(List.of()).authenticate(bytes("")), "an empty list lets nobody in");
    }

    @Test
    void shouldLetNoClientConfigureTheEngine() {
        Principal anybody = AccessList.everybody().authenticate(bytes(""));
        assertTrue(anybody.may(AdjustStockDecoder.TEMPLATE_ID));
        assertFalse(anybody.may(ConfigureEngineDecoder.TEMPLATE_ID));
        for (int templateId = 0; templateId < 10; templateId++) {
            assertFalse(anybody.may(templateId), "template " + templateId);
        }
    }

    /** As they are numbered in the schema; what is not named here may be sent by nobody. */
    @Test
    void shouldGroupWhatMayBeSent() {
        Map<Permission, Set<Integer>> groups = Map.of(
                Permission.ORDERS, Set.of(12, 13, 14),
                Permission.FULFILMENT, Set.of(16, 17),
                Permission.STOCK, Set.of(10, 11, 18, 19),
                Permission.QUERY, Set.of(20, 21, 22, 23));
        groups.forEach((permission, templateIds) -> {
            AccessList list = AccessList.of(
                    List.of("clerk " + LETMEIN + " " + permission.name().toLowerCase(Locale.ROOT)));
            Principal clerk = list.authenticate(bytes("letmein"));
            for (int templateId = 0; templateId < 60; templateId++) {
                assertEquals(templateIds.contains(templateId), clerk.may(templateId), permission + " " + templateId);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clerk",
                "clerk 12zz orders",
                "clerk 12ab orders",
                "clerk " + LETMEIN + " everything",
                "clerk " + LETMEIN + " orders query"
            })
    void shouldNameTheLineThatIsNotGood(String line) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> AccessList.of(List.of("# first", line)));
        assertTrue(e.getMessage().startsWith("line 2 "), e.getMessage());
    }
}
