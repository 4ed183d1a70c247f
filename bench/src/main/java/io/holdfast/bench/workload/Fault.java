// SPDX-License-Identifier: Apache-2.0
package io.holdfast.bench.workload;

import java.util.List;

/** What is wrong of one kind: how often, and where first. */
final class Fault {
    private final String text;
    private long count;
    private long first;

    /** @param all takes it. */
    Fault(String text, List<Fault> all) {
        this.text = text;
        all.add(this);
    }

    void at(long where) {
        if (count == 0) {
            first = where;
        }
        count++;
    }

    /** A line about each that there is. */
    static List<String> lines(List<Fault> all) {
        return all.stream()
                .filter(fault -> fault.count > 0)
                .map(Fault::toString)
                .toList();
    }

    @Override
    public String toString() {
        return text + ": " + count + ", the first " + first;
    }
}
