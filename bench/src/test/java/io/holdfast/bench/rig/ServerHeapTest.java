// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.server.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Looks at a JVM that allocates what it is told to. */
class ServerHeapTest {
    private static final int BYTES = 50_000_000;
    /** What its own reading and writing of lines may take. */
    private static final int MOST_ELSE = 1_000_000;

    /** For each line a byte array of so many bytes, then a collection. */
    static final class Allocator {
        private Allocator() {}

        public static void main(String[] args) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int length = new byte[Integer.parseInt(line)].length;
                System.gc();
                System.out.println(length);
            }
        }
    }

    @Test
    void shouldCountWhatIsAllocatedAndNotWhatTheReadingsTake() throws IOException {
        Process process = new ProcessBuilder(ServerProcess.commandLine(Allocator.class.getName(), List.of())).start();
        try (PrintWriter in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.println(1);
            assertEquals("1", out.readLine());
            try (ServerHeap heap = ServerHeap.attach(process.pid())) {
                ServerHeap.Reading before = heap.read();
                for (int i = 0; i < 10; i++) {
                    heap.read();
                }
                in.println(BYTES);
                assertEquals(Integer.toString(BYTES), out.readLine());
                ServerHeap.Reading spent = heap.read().since(before);

                assertTrue(
                        spent.allocatedBytes() >= BYTES && spent.allocatedBytes() < BYTES + MOST_ELSE,
                        spent + " should be all but nothing more than " + BYTES);
                assertTrue(spent.collections() >= 1, spent + " should have the collection");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
