// SPDX-License-Identifier: Apache-2.0
package io.holdfast.journal;

import io.holdfast.engine.Seed;
import java.nio.file.Path;
import java.util.List;

/** Test fixture, a process: owns a directory and appends one record, or says why not; then waits to be killed. */
final class OwningChild {
    private OwningChild() {}

    public static void main(String[] arguments) throws Exception {
        try (DataDirectory directory = DataDirectory.own(Path.of(arguments[0]));
                JournalAppender journal = JournalAppender.open(directory, Durability.WRITTEN, Entry.START_MS)) {
            Seed.run(random -> {
                List<Entry> batch = Entry.batches(random, 1, 1).get(0);
                batch.get(0).appendTo(journal);
                journal.commit();
            });
            System.out.println("owned");
            while (System.in.read() >= 0) {
                // Until it is killed.
            }
        } catch (DataDirectoryException e) {
            System.out.println(e.getMessage());
        }
    }
}
