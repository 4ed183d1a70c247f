// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

/**
 * Doubly linked lists of the records of one slab. A list's ends are kept in a field of a record of another slab, its owner;
 * a record is in one list of a chain at most. Everything takes the same few steps, however long the lists are.
 */
final class Chain {
    static final int ABSENT = Slab.ABSENT;

    private final Slab items;
    private final int links;
    private final Slab owners;

    /** @param links the field of the items that has the next one in its high half, the one before in its low half. */
    Chain(Slab items, int links, Slab owners) {
        this.items = items;
        this.links = links;
        this.owners = owners;
    }

    /** The first of a list, or {@link #ABSENT}. */
    int first(int owner, int ends) {
        return owners.highLink(owner, ends);
    }

    void append(int owner, int ends, int item) {
        int last = owners.link(owner, ends);
        items.set(item, links, 0);
        items.link(item, links, last);
        if (last == ABSENT) {
            owners.highLink(owner, ends, item);
        } else {
            items.highLink(last, links, item);
        }
        owners.link(owner, ends, item);
    }

    void remove(int owner, int ends, int item) {
        int next = items.highLink(item, links);
        int before = items.link(item, links);
        if (before == ABSENT) {
            owners.highLink(owner, ends, next);
        } else {
            items.highLink(before, links, next);
        }
        if (next == ABSENT) {
            owners.link(owner, ends, before);
        } else {
            items.link(next, links, before);
        }
        items.set(item, links, 0);
    }
}
