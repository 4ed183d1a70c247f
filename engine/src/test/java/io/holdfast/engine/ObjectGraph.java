// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Test fixture: all that hangs together with an engine, compared field by field with another one by reflection, so that it knows a field
 * as soon as there is one.
 */
final class ObjectGraph {
    private static final String ENGINE_PACKAGE = ObjectGraph.class.getPackageName();

    /** What is of one command only, set anew before it is looked at; and memory that is there before there is anything in it. */
    private static final Set<String> SCRATCH =
            Set.of("Engine.answerLength", "Work.spent", "SubmitOrder.wholeMinor", "Slab.next", "Slab.isLarge");

    private static final Set<Class<?>> SCRATCH_CLASSES =
            Set.of(Allotment.class, PartsByLine.class, LocationOrder.class, SideEffects.class);

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> variables = new TreeSet<>();
    private final Set<String> differences = new TreeSet<>();

    private ObjectGraph() {}

    /** Compares two engines. */
    static ObjectGraph compare(Engine one, Engine other) {
        ObjectGraph graph = new ObjectGraph();
        graph.compareFields(one, other);
        return graph;
    }

    /** The fields that can change and are no scratch, each once: {@code Slab.size}. */
    Set<String> variables() {
        return variables;
    }

    /** Those of these fields that have another value somewhere. */
    Set<String> differences() {
        return differences;
    }

    private void compareFields(Object one, Object other) {
        if (!seen.add(one)) {
            return;
        }
        for (Class<?> type = one.getClass();
                type != Object.class && type != Record.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                String name = type.getSimpleName() + "." + field.getName();
                if (!Modifier.isStatic(field.getModifiers()) && !SCRATCH.contains(name)) {
                    compare(field, name, one, other);
                }
            }
        }
    }

    private void compare(Field field, String name, Object one, Object other) {
        try {
            field.setAccessible(true);
            Object value = field.get(one);
            Object otherValue = field.get(other);
            if (value != null && isConstant(field, value)) {
                return;
            }
            if (value != null && isOfTheEngine(value)) {
                compareFields(value, otherValue);
                return;
            }
            variables.add(name);
            if (!Objects.deepEquals(value, otherValue)) {
                differences.add(name);
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** A number that a table was made with, a function, or what messages are read and written with. */
    private static boolean isConstant(Field field, Object value) {
        return (Modifier.isFinal(field.getModifiers())
                        && field.getType().isPrimitive()
                        && !field.getDeclaringClass().isRecord())
                || value.getClass().isHidden()
                || value instanceof Enum
                || SCRATCH_CLASSES.contains(value.getClass())
                || value.getClass().getPackageName().equals(ENGINE_PACKAGE + ".codec");
    }

    private static boolean isOfTheEngine(Object value) {
        return value.getClass().getPackageName().equals(ENGINE_PACKAGE)
                && !value.getClass().isArray();
    }
}
