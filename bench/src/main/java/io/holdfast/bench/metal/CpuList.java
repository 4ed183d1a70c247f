// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.metal;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Numbers of CPUs, or of NUMA nodes, as the kernel writes them: {@code 0-3,8}. */
record CpuList(NavigableSet<Integer> numbers) {
    static final CpuList NONE = new CpuList(Collections.emptyNavigableSet());
    private static final Pattern LIST = Pattern.compile("\\d{1,6}(-\\d{1,6})?(,\\d{1,6}(-\\d{1,6})?)*");

    /** What is no list, like the kernel's {@code (null)}, has no numbers. */
    static CpuList parse(String text) {
        if (!LIST.matcher(text).matches()) {
            return NONE;
        }
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (String range : List.of(text.split(",", -1))) {
            String[] ends = range.split("-", -1);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .forEach(numbers::add);
        }
        return new CpuList(numbers);
    }

    int size() {
        return numbers.size();
    }

    boolean isEmpty() {
        return numbers.isEmpty();
    }

    boolean hasAll(CpuList others) {
        return numbers.containsAll(others.numbers);
    }

    boolean hasAnyOf(CpuList others) {
        return !Collections.disjoint(numbers, others.numbers);
    }

    /** As the kernel writes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            if (numbers.contains(number - 1)) {
                continue;
            }
            int last = number;
            while (numbers.contains(last + 1)) {
                last++;
            }
            text.append(text.isEmpty() ? "" : ",").append(number).append(last == number ? "" : "-" + last);
        }
        return text.toString();
    }
}
