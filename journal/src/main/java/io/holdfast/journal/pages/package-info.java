// SPDX-License-Identifier: Apache-2.0
/**
 * A journal file's room on the disk and its pages in memory, made ready ahead of the writer and given back behind it, so that the writer
 * waits for neither. These classes know a file and a position in it, and nothing of what is written there.
 */
package io.holdfast.journal.pages;
