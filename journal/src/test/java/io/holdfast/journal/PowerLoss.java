// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * Test fixture: what a disk holds after the machine has lost power. Of each page that has changed since the last sync either
 * the synced content is there or the newest, whichever the kernel happened to have written back.
 */
public final class PowerLoss {
    private static final int PAGE = 4096;
    private static final int MARK_LENGTH = 24;
    private static final int BOOT = 8;
    private static final int CRC = 20;

    private PowerLoss() {}

    /** A file as it was synced, with some of the pages that it had at the end. */
    public static byte[] of(byte[] synced, byte[] newest, Random random) {
        byte[] left = Arrays.copyOf(synced, Math.max(synced.length, newest.length));
        int keep = random.nextInt(5);
        for (int page = 0; page < newest.length; page += PAGE) {
            int length = Math.min(PAGE, newest.length - page);
            if (random.nextInt(4) < keep) {
                System.arraycopy(newest, page, left, page, length);
            }
        }
        return left;
    }

    /** Makes a mark one of another run of the machine. */
    public static void forgetBoot(Path mark) throws IOException {
        byte[] bytes = Files.readAllBytes(mark);
        for (int slot = 0; slot < bytes.length; slot += PAGE) {
            ByteBuffer fields =
                    ByteBuffer.wrap(bytes, slot, MARK_LENGTH).slice().order(ByteOrder.LITTLE_ENDIAN);
            fields.putLong(BOOT, fields.getLong(BOOT) + 1);
            CRC32C crc = new CRC32C();
            crc.update(bytes, slot, CRC);
            fields.putInt(CRC, (int) crc.getValue());
        }
        Files.write(mark, bytes);
    }
}
