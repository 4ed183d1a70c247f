// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.floor;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.YieldingWaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.holdfast.bench.result.Results;
import org.HdrHistogram.Histogram;

/** Events from one thread to another, which yields while there are none. */
final class DisruptorFloor {
    /** As long as a server's ring is by default. */
    private static final int RING_LENGTH = 8192;

    /** Between two looks at the clock. */
    private static final int BURST = 1_000;

    private static final int LATENCY_DIGITS = 3;

    private DisruptorFloor() {}

    /** What is in the ring. */
    private static final class Event {
        private long number;
    }

    static void measure(String name, FloorTerms terms, Results results) throws Exception {
        results.add(terms.measure(name + " hop", "events/s", () -> hop(terms)));
        roundTrips(terms);
        for (int repeat = 0; repeat < terms.repeats(); repeat++) {
            results.addLatency(name + " round trip", roundTrips(terms));
        }
    }

    private static double hop(FloorTerms terms) {
        Counter counter = new Counter();
        Disruptor<Event> disruptor = startedWith(counter);
        RingBuffer<Event> ring = disruptor.getRingBuffer();
        long published = 0;
        long beganNs = System.nanoTime();
        while (System.nanoTime() - beganNs < terms.durationNs()) {
            for (int i = 0; i < BURST; i++) {
                publish(ring, ++published);
            }
        }
        // Waits until all have been taken.
        disruptor.shutdown();
        double perSecond = published * 1e9 / (System.nanoTime() - beganNs);
        if (counter.sum != published * (published + 1) / 2) {
            throw new IllegalStateException("events were lost between two threads");
        }
        return perSecond;
    }

    /** Adds up what it takes, so that it has to be read. */
    private static final class Counter implements EventHandler<Event> {
        private long sum;

        @Override
        public void onEvent(Event event, long sequence, boolean isEndOfBatch) {
            sum += event.number;
        }
    }

    /** There through one ring, and back through another. */
    private static Histogram roundTrips(FloorTerms terms)
            throws AlertException, InterruptedException, TimeoutException {
        RingBuffer<Event> back = RingBuffer.createSingleProducer(Event::new, RING_LENGTH, new YieldingWaitStrategy());
        SequenceBarrier barrier = back.newBarrier();
        Sequence taken = new Sequence();
        back.addGatingSequences(taken);
        Disruptor<Event> there = startedWith((event, sequence, isEndOfBatch) -> publish(back, event.number));
        Histogram latencyNs = new Histogram(LATENCY_DIGITS);
        long number = 0;
        long beganNs = System.nanoTime();
        long sentNs = beganNs;
        while (sentNs - beganNs < terms.durationNs()) {
            publish(there.getRingBuffer(), number);
            barrier.waitFor(number);
            taken.set(number++);
            long nowNs = System.nanoTime();
            latencyNs.recordValue(nowNs - sentNs);
            sentNs = nowNs;
        }
        there.shutdown();
        return latencyNs;
    }

    private static Disruptor<Event> startedWith(EventHandler<Event> handler) {
        Disruptor<Event> disruptor = new Disruptor<>(
                Event::new, RING_LENGTH, DaemonThreadFactory.INSTANCE, ProducerType.SINGLE, new YieldingWaitStrategy());
        disruptor.handleEventsWith(handler);
        disruptor.start();
        return disruptor;
    }

    private static void publish(RingBuffer<Event> ring, long number) {
        long sequence = ring.next();
        ring.get(sequence).number = number;
        ring.publish(sequence);
    }
}
