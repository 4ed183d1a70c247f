// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuListTest {
    @Test
    void shouldReadNumbersAndRanges() {
        assertEquals(Set.of(0, 2, 3, 4, 11), CpuList.parse("0,2-4,11").numbers());
        assertEquals("0,2-4,11", CpuList.parse("11,0,3,2,4").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(null)", "managed_irq,2-3", "2-", "1,,2"})
    void shouldHaveNoNumbersWhereThereIsNoList(String text) {
        assertTrue(CpuList.parse(text).isEmpty());
    }

    @Test
    void shouldCompareLists() {
        CpuList cpus = CpuList.parse("2-5");
        assertTrue(cpus.hasAll(CpuList.parse("3,5")));
        assertFalse(cpus.hasAll(CpuList.parse("1-3")));
        assertTrue(cpus.hasAnyOf(CpuList.parse("1-2")));
        assertFalse(cpus.hasAnyOf(CpuList.parse("6")));
        assertFalse(cpus.hasAnyOf(CpuList.NONE));
    }
}
