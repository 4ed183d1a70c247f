// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.holdfast.engine.Seed;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread writes, another reads and gives back, as the stages do; every byte arrives. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ByteArenaThreadsTest {
    private static final int CAPACITY = 4096;
    private static final int MESSAGES = 30_000;

    private static final class Slot {
        int offset;
        int length;
        long end;
    }

    private final ByteArena arena = new ByteArena(CAPACITY);
    private final RingBuffer<Slot> ring = RingBuffer.createSingleProducer(Slot::new, 256, new YieldingWaitStrategy());

    @Test
    void shouldCarryEveryByteToAnotherThread() {
        Seed.run(random -> {
            long bytesSeed = random.nextLong();
            EventPoller<Slot> poller = ring.newPoller();
            ring.addGatingSequences(poller.getSequence());
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> readAll(poller, new Random(bytesSeed)));
            writeAll(new Random(bytesSeed), reader);
            expectEnd(reader);
        });
    }

    private void writeAll(Random random, CompletableFuture<Void> reader) {
        for (int i = 0; i < MESSAGES && !reader.isDone(); i++) {
            int length = 1 + random.nextInt(300);
            int offset = arena.claim(length);
            while (offset == ByteArena.FULL && !reader.isDone()) {
                Thread.onSpinWait();
                offset = arena.claim(length);
            }
            for (int b = 0; b < length; b++) {
                arena.buffer().putByte(offset + b, (byte) random.nextInt());
            }
            long position = ring.next();
            Slot slot = ring.get(position);
            slot.offset = offset;
            slot.length = length;
            slot.end = arena.commit(length);
            ring.publish(position);
        }
    }

    private void readAll(EventPoller<Slot> poller, Random random) {
        int[] read = new int[1];
        EventPoller.Handler<Slot> handler = (slot, position, endOfBatch) -> {
            assertEquals(1 + random.nextInt(300), slot.length);
            for (int b = 0; b < slot.length; b++) {
                assertEquals((byte) random.nextInt(), arena.buffer().getByte(slot.offset + b));
            }
            arena.release(slot.end);
            read[0]++;
            return true;
        };
        while (read[0] < MESSAGES) {
            try {
                poller.poll(handler);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void expectEnd(CompletableFuture<Void> reader) throws InterruptedException {
        try {
            reader.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
