// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay;

import io.holdfast.engine.StockListener;
import io.holdfast.journal.RecordHandler;

/**
 * Watches a replay: is told every change of a stock while a record is being decided, and then, when its outcome has been
 * found to be the one on record, the record itself.
 */
public interface ReplayObserver extends StockListener, RecordHandler {}
