// SPDX-License-Identifier: Apache-2.0
package io.holdfast.engine;

import io.holdfast.engine.codec.SubmitOrderDecoder;

/**
 * What the lines of the order under decision ask for, and what each can get from where. Lines that name a location are served
 * before those for ANY.
 */
final class Allotment {
    private static final int MAX_LINES = Engine.MAX_ORDER_LINES;
    /** The first version in which a line may be for ANY; before, its number was that of no place. */
    private static final int ANY_SINCE_VERSION = 2;
    /** Where such an older line is to be served from; no stock lies there. */
    private static final int NOWHERE = -1;

    private final SkuTable skus;
    private final StockTable stocks;

    private int lineCount;
    private final int[] sku = new int[MAX_LINES];
    private final int[] location = new int[MAX_LINES];
    private final int[] quantity = new int[MAX_LINES];
    private final long[] unitPriceMinor = new long[MAX_LINES];
    private final int[] got = new int[MAX_LINES];

    /** The pieces of a line stand together. */
    private final int[] firstPiece = new int[MAX_LINES];

    private final int[] pieces = new int[MAX_LINES];
    private final int[] pieceStock = new int[MAX_LINES * LocationOrder.MAX_LOCATIONS];
    private final int[] pieceUnits = new int[MAX_LINES * LocationOrder.MAX_LOCATIONS];
    private int pieceCount;

    private boolean isShort;
    private boolean isEmpty;

    Allotment(SkuTable skus, StockTable stocks) {
        this.skus = skus;
        this.stocks = stocks;
    }

    void clear() {
        lineCount = 0;
    }

    /** Takes the next line, whose SKU is known. */
    void add(SubmitOrderDecoder.LinesDecoder line, int lineSku) {
        sku[lineCount] = lineSku;
        boolean isNowhere = line.location() == Location.ANY && line.actingVersion() < ANY_SINCE_VERSION;
        location[lineCount] = isNowhere ? NOWHERE : line.location();
        quantity[lineCount] = line.quantity();
        unitPriceMinor[lineCount] = line.unitPriceMinor();
        lineCount++;
    }

    int lineCount() {
        return lineCount;
    }

    /** Finds out what the lines can get; to be called once they are all there. */
    void serve(long sequence) {
        pieceCount = 0;
        isShort = false;
        isEmpty = true;
        for (int line = 0; line < lineCount; line++) {
            if (!isAny(line)) {
                begin(line);
                int stock = stocks.find(sku[line], location[line]);
                if (stock != StockTable.ABSENT) {
                    take(line, stock, sequence);
                }
                end(line);
            }
        }
        for (int line = 0; line < lineCount; line++) {
            if (isAny(line)) {
                begin(line);
                serveAny(line, sequence);
                end(line);
            }
        }
    }

    private void begin(int line) {
        got[line] = 0;
        firstPiece[line] = pieceCount;
    }

    private void end(int line) {
        pieces[line] = pieceCount - firstPiece[line];
        isShort |= missing(line) > 0;
        isEmpty &= got[line] == 0;
    }

    /** From one location that has the whole quantity, if there is one; else from each what it has. */
    private void serveAny(int line, long sequence) {
        for (int place = 0; skus.locationOrder(sku[line], place) != LocationOrder.END; place++) {
            int stock = stocks.find(sku[line], skus.locationOrder(sku[line], place));
            if (stock != StockTable.ABSENT && stocks.left(stock, sequence) >= quantity[line]) {
                take(line, stock, sequence);
                return;
            }
        }
        for (int place = 0; skus.locationOrder(sku[line], place) != LocationOrder.END; place++) {
            int stock = stocks.find(sku[line], skus.locationOrder(sku[line], place));
            if (stock != StockTable.ABSENT && missing(line) > 0) {
                take(line, stock, sequence);
            }
        }
    }

    private void take(int line, int stock, long sequence) {
        int units = (int) Math.min(stocks.left(stock, sequence), missing(line));
        if (units > 0) {
            stocks.addDemand(stock, sequence, units);
            got[line] += units;
            pieceStock[pieceCount] = stock;
            pieceUnits[pieceCount] = units;
            pieceCount++;
        }
    }

    /** Whether a line did not get its whole quantity. */
    boolean isShort() {
        return isShort;
    }

    /** Whether no line got a single unit. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** How many lines name a location where their SKU's stock is not known. */
    int unknownStocks() {
        int unknown = 0;
        for (int line = 0; line < lineCount; line++) {
            if (!isAny(line) && stocks.find(sku[line], location[line]) == StockTable.ABSENT) {
                unknown++;
            }
        }
        return unknown;
    }

    /** What the units that the lines got cost; not more than the whole order. */
    long gotMinor() {
        long minor = 0;
        for (int line = 0; line < lineCount; line++) {
            minor += got[line] * unitPriceMinor[line];
        }
        return minor;
    }

    boolean isAny(int line) {
        return location[line] == Location.ANY;
    }

    int sku(int line) {
        return sku[line];
    }

    int location(int line) {
        return location[line];
    }

    long unitPriceMinor(int line) {
        return unitPriceMinor[line];
    }

    int missing(int line) {
        return quantity[line] - got[line];
    }

    int pieces(int line) {
        return pieces[line];
    }

    int stock(int line, int piece) {
        return pieceStock[firstPiece[line] + piece];
    }

    int units(int line, int piece) {
        return pieceUnits[firstPiece[line] + piece];
    }
}
