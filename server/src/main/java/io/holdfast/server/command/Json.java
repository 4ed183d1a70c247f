// SPDX-License-Identifier: Apache-2.0
package io.holdfast.server.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/** How results are printed for programs. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final ObjectMapper LINE_MAPPER = new ObjectMapper();

    private Json() {}

    /** In some lines, for people too. */
    public static String text(Object value) {
        return write(MAPPER, value);
    }

    /** In one line, where there are many results. */
    static String line(Object value) {
        return write(LINE_MAPPER, value);
    }

    /** The fields of a value, in their order. */
    static Map<String, Object> fields(Object value) {
        return LINE_MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static String write(ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that is no JSON", e);
        }
    }
}
