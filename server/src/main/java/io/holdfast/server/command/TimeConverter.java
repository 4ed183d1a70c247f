// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import java.time.Duration;
import org.agrona.SystemUtil;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads times like 10s and 500ms. */
public final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1)) && !text.equals("0")) {
            throw new TypeConversionException("'" + text + "' has no unit: s, ms, us or ns");
        }
        try {
            return Duration.ofNanos(SystemUtil.parseDuration("time", text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no time like 10s or 500ms");
        }
    }
}
