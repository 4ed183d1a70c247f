// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.DecodedAnswer.Header;
import io.holdfast.engine.DecodedAnswer.Part;
import io.holdfast.engine.DecodedAnswer.ReportedPart;
import io.holdfast.engine.codec.EffectKind;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An answer's fields by short names, as {@code decisions.txt} tells them: total for totalMinor, decided for
 * decidedSequence, version for orderVersion; lists as text.
 */
final class AnswerFields {
    private AnswerFields() {}

    static Map<String, Object> of(DecodedAnswer answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        collect(answer.header(), fields);
        collect((Record) answer, fields);
        return fields;
    }

    /** Side effects as text: FILLED:order:quantity x place, or what happened and the order. */
    static String textOf(List<SideEffect> effects) {
        return text(
                effects,
                effect -> effect.kind() + ":" + effect.orderId()
                        + (effect.kind() == EffectKind.FILLED
                                ? ":" + effect.units() + "x" + place(effect.skuId(), effect.location())
                                : ""));
    }

    private static void collect(Record holder, Map<String, Object> fields) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            if (component.getType() != Header.class) {
                String name = component.getName().replaceAll("(Due)?Minor$|(?<=.)Sequence$|Ns$", "");
                fields.put(name.replaceAll("^(order|sku)Version$", "version"), valueOf(holder, component));
            }
        }
        if (holder instanceof DecodedAnswer.OrderReport report) {
            fields.put("held", text(report.lines(), line -> "" + line.held()));
            fields.put("waiting", text(report.lines(), line -> "" + line.waiting()));
            fields.put("shipped", text(report.lines(), line -> "" + line.shipped()));
            fields.put("returned", text(report.lines(), line -> "" + line.returned()));
        }
    }

    private static Object valueOf(Record holder, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(holder);
            return value instanceof List<?> list ? text(list, AnswerFields::text) : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }

    private static String text(Object entry) {
        if (entry instanceof ReportedPart part) {
            return part.quantity() + "x" + place(part.skuId(), part.location()) + "@" + part.unitPriceMinor();
        }
        if (entry instanceof Part part) {
            String waiting = part.waiting() == 0 ? "" : "+" + part.waiting();
            return part.held() + waiting + "x" + place(part.line(), part.location());
        }
        return entry.toString();
    }

    /** Location 0 goes without saying. */
    private static String place(long of, int location) {
        return location == 0 ? "" + of : of + "/" + (location == Commands.ANY ? "ANY" : location);
    }

    private static <T> String text(List<T> list, Function<T, String> text) {
        return list.isEmpty() ? "[]" : list.stream().map(text).collect(Collectors.joining(","));
    }
}
