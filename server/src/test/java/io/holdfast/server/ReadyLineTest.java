// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class ReadyLineTest {
    @Test
    void shouldReadBackWhatItWrote() {
        ReadyLine line = new ReadyLine(
                "1.2.3",
                4711,
                "/data dir/x",
                "aeron:udp?endpoint=a:1|b=c aeron:ipc",
                "/dev/shm/a",
                "written",
                99,
                -1L,
                321);
        assertEquals(line, ReadyLine.parse(line.text()));
    }

    @Test
    void shouldPassOverOtherLines() {
        assertNull(ReadyLine.parse("holdfast: cut off something"));
    }
}
