// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The formats of files that a year can be read from. */
public enum RetailFormat {
    /** See {@link OnlineRetailFile}. */
    ONLINE_RETAIL("online-retail") {
        @Override
        public RetailYear read(Path file) throws IOException {
            return new OnlineRetailFile(file).read();
        }
    };

    private final String text;

    RetailFormat(String text) {
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws CannotLoadException if it is not of this format.
     */
    public abstract RetailYear read(Path file) throws IOException;

    /**
     * Finds a format.
     *
     * @param text as it is typed.
     * @throws IllegalArgumentException if there is none of that name.
     */
    public static RetailFormat parse(String text) {
        for (RetailFormat format : values()) {
            if (format.text.equals(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of " + Arrays.toString(values()));
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return text;
    }
}
