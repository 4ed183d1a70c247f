// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.ModelCommand.Content;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands at their times, to be given to an engine and the {@link Model}: what a random run that fails is cut down to. */
final class ModelScript {
    private final List<TimedCommand> commands = new ArrayList<>();

    ModelScript() {}

    ModelScript(List<TimedCommand> commands) {
        this.commands.addAll(commands);
    }

    ModelScript at(long timeNs, long correlationId, long firstSentNs, Content content) {
        commands.add(new TimedCommand(timeNs, new ModelCommand(correlationId, firstSentNs, content)));
        return this;
    }

    /** All but one. */
    ModelScript without(int index) {
        List<TimedCommand> others = new ArrayList<>(commands);
        others.remove(index);
        return new ModelScript(others);
    }

    /** So many ticks at the time of the last command. */
    ModelScript ticks(int count) {
        long timeNs = commands.get(commands.size() - 1).timeNs();
        for (int i = 0; i < count; i++) {
            at(timeNs, i, timeNs, new ModelCommand.Tick());
        }
        return this;
    }

    int size() {
        return commands.size();
    }

    void run() {
        run(UnaryOperator.identity());
    }

    /** Runs it with something that befalls the engine's outcomes before they are compared. */
    void run(UnaryOperator<Model.Outcome> fault) {
        SideBySide both = new SideBySide(new ModelCoverage(), fault);
        commands.forEach(both::decide);
        both.replay();
    }

    /** The first of these that differs in whatever way, and all that it needs for that. */
    ModelScript shrunk(UnaryOperator<Model.Outcome> fault) {
        return new ModelScript(Shrinking.shrink(
                commands, some -> new ModelScript(some).failure(fault).isPresent()));
    }

    Optional<Throwable> failure(UnaryOperator<Model.Outcome> fault) {
        try {
            run(fault);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** As a test to paste. */
    @Override
    public String toString() {
        StringBuilder java = new StringBuilder("    @Test\n    void shouldDecideThisAsTheModelDoes() {\n")
                .append("        new ModelScript()\n");
        for (TimedCommand each : commands) {
            ModelCommand command = each.command();
            String arguments = Stream.of(each.timeNs(), command.correlationId(), command.firstSentNs())
                    .map(ModelScript::source)
                    .collect(Collectors.joining(", "));
            java.append("                .at(")
                    .append(arguments)
                    .append(", ")
                    .append(source(command.content()))
                    .append(")\n");
        }
        return java.append("                .run();\n    }\n").toString();
    }

    private static String source(Object value) {
        if (value instanceof Record made) {
            return Stream.of(made.getClass().getRecordComponents())
                    .map(component -> source(valueOf(made, component)))
                    .collect(Collectors.joining(", ", "new " + made.getClass().getSimpleName() + "(", ")"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(ModelScript::source).collect(Collectors.joining(", ", "List.of(", ")"));
        } else if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        } else if (value instanceof String text) {
            return '"' + text + '"';
        } else if (value instanceof Long number) {
            return number + "L";
        }
        return String.valueOf(value);
    }

    private static Object valueOf(Record made, RecordComponent component) {
        try {
            return component.getAccessor().invoke(made);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.toString(), e);
        }
    }
}
