// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.result;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Columns on a terminal, as wide as what is in them. */
final class Table {
    private final Column[] columns;
    private final List<Object[]> lines = new ArrayList<>();

    /** @param headers of columns of words; those of columns of numbers begin with {@code >}. */
    Table(String... headers) {
        columns = new Column[headers.length];
        for (int i = 0; i < headers.length; i++) {
            boolean isNumber = headers[i].startsWith(">");
            HorizontalAlign align = isNumber ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
            columns[i] = new Column()
                    .header(isNumber ? headers[i].substring(1) : headers[i])
                    .headerAlign(align)
                    .dataAlign(align)
                    .maxWidth(Integer.MAX_VALUE);
        }
    }

    /** Adds a line, with a text for each column. */
    void add(String... cells) {
        lines.add(cells);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    String text() {
        return AsciiTable.getTable(AsciiTable.NO_BORDERS, columns, lines.toArray(Object[][]::new))
                .lines()
                .map(line -> line.substring(1).stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
