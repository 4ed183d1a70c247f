// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.peer;

import io.holdfast.bench.ChildProcess;
import io.holdfast.bench.workload.Accounts;
import io.holdfast.bench.workload.Answers;
import io.holdfast.bench.workload.Submissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;

/**
 * Redis with its append-only file; one Lua script decides a whole order.
 *
 * <p>The client is Jedis: its pipeline writes to a buffered socket while Redis works, and costs a fraction of what the script
 * costs Redis, which is the limit on its one thread.
 */
final class RedisPeer implements Peer {
    private static final byte[] STOCK = bytes("stock");
    private static final byte[] ORDERS = bytes("orders");
    private static final int KEYS = 2;
    private static final int ARGUMENTS_PER_LINE = 3;

    /** Takes line by line, which counts lines of the same SKU together, and gives back if one cannot be had. */
    private static final String SCRIPT = """
            local known = redis.call('HGET', KEYS[2], ARGV[1])
            if known then return tonumber(known) end
            local total = 0
            for i = 2, #ARGV, 3 do
              if redis.call('HINCRBY', KEYS[1], ARGV[i], -ARGV[i + 1]) < 0 then
                for j = 2, i, 3 do redis.call('HINCRBY', KEYS[1], ARGV[j], ARGV[j + 1]) end
                total = 0
                break
              end
              total = total + ARGV[i + 1] * ARGV[i + 2]
            end
            redis.call('HSET', KEYS[2], ARGV[1], total)
            return total
            """;

    private final ChildProcess server;
    private final Jedis jedis;
    private final byte[] script;
    private final int pipelined;

    private RedisPeer(ChildProcess server, Jedis jedis, int pipelined) {
        this.server = server;
        this.jedis = jedis;
        this.pipelined = pipelined;
        script = bytes(jedis.scriptLoad(SCRIPT));
    }

    /**
     * Starts a server.
     *
     * @param fsync     Redis's {@code appendfsync}.
     * @param pipelined how many orders are sent before the first answer is awaited.
     */
    static RedisPeer start(String fsync, int pipelined) throws IOException, NotInstalledException {
        Path program = Programs.find("redis-server", List.of());
        if (program == null) {
            throw new NotInstalledException("redis-server", "redis-server");
        }
        Path directory = Files.createTempDirectory("holdfast-redis-");
        int port = Programs.freePort();
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                fsync,
                // Nothing but orders is to be measured.
                "--auto-aof-rewrite-percentage",
                "0");
        ChildProcess server = ChildProcess.start(
                "redis-server", Programs.bound(null, command), "Ready to accept connections", List.of(directory));
        try {
            return new RedisPeer(server, new Jedis("127.0.0.1", port), pipelined);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public void open(LongUnaryOperator openingUnits) {
        jedis.flushAll();
        try (Pipeline pipeline = jedis.pipelined()) {
            for (long skuId = 1; skuId <= Submissions.SKUS; skuId++) {
                pipeline.hset(STOCK, bytes(skuId), bytes(openingUnits.applyAsLong(skuId)));
            }
        }
    }

    @Override
    public void submit(Supplier<Submissions> submissions, int count, Answers answers, Histogram latencyNs) {
        if (pipelined > 1) {
            submitPipelined(submissions.get(), count, answers);
        } else {
            submitOneByOne(submissions.get(), count, answers, latencyNs);
        }
    }

    private void submitPipelined(Submissions submissions, int count, Answers answers) {
        List<Response<Object>> responses = new ArrayList<>(pipelined);
        try (Pipeline pipeline = jedis.pipelined()) {
            for (int first = 0; first < count; first += pipelined) {
                int end = Math.min(count, first + pipelined);
                for (int i = first; i < end; i++) {
                    submissions.turnTo(i);
                    responses.add(pipeline.evalsha(script, KEYS, arguments(submissions)));
                }
                pipeline.sync();
                for (int i = first; i < end; i++) {
                    answers.put(i, (Long) responses.get(i - first).get());
                }
                responses.clear();
            }
        }
    }

    private void submitOneByOne(Submissions submissions, int count, Answers answers, Histogram latencyNs) {
        for (int i = 0; i < count; i++) {
            submissions.turnTo(i);
            long beganNs = System.nanoTime();
            answers.put(i, (Long) jedis.evalsha(script, KEYS, arguments(submissions)));
            latencyNs.recordValue(System.nanoTime() - beganNs);
        }
    }

    private static byte[][] arguments(Submissions order) {
        byte[][] arguments = new byte[KEYS + 1 + ARGUMENTS_PER_LINE * order.lineCount()][];
        int at = 0;
        arguments[at++] = STOCK;
        arguments[at++] = ORDERS;
        arguments[at++] = bytes(order.orderId());
        for (int line = 0; line < order.lineCount(); line++) {
            arguments[at++] = bytes(order.skuId(line));
            arguments[at++] = bytes(order.quantity());
            arguments[at++] = bytes(Submissions.priceMinor(order.skuId(line)));
        }
        return arguments;
    }

    @Override
    public Accounts.Left left() {
        Map<byte[], byte[]> units = jedis.hgetAll(STOCK);
        long[] unitsLeft = new long[Submissions.SKUS + 1];
        units.forEach((skuId, left) -> unitsLeft[(int) number(skuId)] = number(left));
        return new Accounts.Left(jedis.hlen(ORDERS), skuId -> unitsLeft[(int) skuId]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    private static long number(byte[] text) {
        return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        jedis.close();
        server.close();
    }
}
