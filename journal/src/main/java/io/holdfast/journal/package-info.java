/**
 * The journal: what was decided, in order, before it is answered. The only place that knows Chronicle Queue.
 *
 * <p>Chronicle Queue appends; a whole batch of records is one Chronicle document. Reading goes over the files directly
 * ({@link io.holdfast.journal.JournalReader}), because a journal must notice what Chronicle's tailer passes over in
 * silence: a flipped bit, a zeroed page, a file that is missing. Each start begins a new file in
 * a directory of its own, so Chronicle never sees, and never touches, what an earlier process has written.
 *
 * <p>{@link io.holdfast.journal.JournalAppender} writes it, {@link io.holdfast.journal.JournalReader} and
 * {@link io.holdfast.journal.JournalTail} read it; {@link io.holdfast.journal.DataDirectory} is where it lies and who may write there.
 */
package io.holdfast.journal;
