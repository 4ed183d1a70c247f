// SPDX-License-Identifier: Apache-2.0
package io.holdfast.replay.history;

import io.holdfast.engine.codec.OrderStatus;
import io.holdfast.engine.codec.ResultCode;
import java.util.List;

/** What a command was answered, as it is on record. */
public sealed interface RecordedOutcome {
    ResultCode code();

    /** Where it was decided: at the command's own sequence, or before if the command repeats one. */
    long decidedSequence();

    /** In one line what it tells beside the code. */
    String title();

    /** What else it tells, a line each. */
    default List<String> details() {
        return List.of();
    }

    record OfSku(ResultCode code, long decidedSequence, long skuId, int skuVersion) implements RecordedOutcome {
        @Override
        public String title() {
            return version(skuVersion);
        }
    }

    record OfStock(
            ResultCode code,
            long decidedSequence,
            long adjustmentId,
            long skuId,
            int location,
            long onHand,
            long promised)
            implements RecordedOutcome {
        @Override
        public String title() {
            return ", on hand " + onHand + ", promised " + promised;
        }
    }

    record OfTransfer(
            ResultCode code,
            long decidedSequence,
            long adjustmentId,
            long skuId,
            int fromLocation,
            int toLocation,
            long fromOnHand,
            long fromPromised,
            long toOnHand)
            implements RecordedOutcome {
        @Override
        public String title() {
            return ", on hand " + fromOnHand + " and promised " + fromPromised + " at " + Wording.place(fromLocation)
                    + ", on hand " + toOnHand + " at " + Wording.place(toLocation);
        }
    }

    record OfOrder(
            ResultCode code,
            long decidedSequence,
            long orderId,
            OrderStatus status,
            long totalMinor,
            long paidMinor,
            long refundDueMinor,
            long deadlineNs,
            int orderVersion,
            List<Part> parts)
            implements RecordedOutcome {
        /** What a line has from a location, or waits for. */
        public record Part(int line, int location, int held, int waiting) {
            private String text() {
                String place = Wording.place(location);
                if (waiting == 0) {
                    return "line " + line + " has " + held + " from " + place;
                }
                String waits = "waits for " + waiting + " at " + place;
                return "line " + line + (held == 0 ? " " : " has " + held + " from there and ") + waits;
            }
        }

        @Override
        public String title() {
            return is(status)
                    + Wording.ifNotZero("total", totalMinor)
                    + Wording.ifNotZero("paid", paidMinor)
                    + Wording.ifNotZero("refund due", refundDueMinor)
                    + (deadlineNs == 0 ? "" : ", deadline " + Wording.time(deadlineNs))
                    + version(orderVersion);
        }

        @Override
        public List<String> details() {
            return parts.stream().map(Part::text).toList();
        }
    }

    record OfFulfilment(
            ResultCode code,
            long decidedSequence,
            long fulfilmentId,
            long orderId,
            OrderStatus status,
            long units,
            long refundMinor,
            int orderVersion)
            implements RecordedOutcome {
        @Override
        public String title() {
            return Wording.ifNotZero("units", units)
                    + Wording.ifNotZero("refund", refundMinor)
                    + is(status)
                    + version(orderVersion);
        }
    }

    record OfEngine(ResultCode code, long decidedSequence) implements RecordedOutcome {
        @Override
        public String title() {
            return "";
        }
    }

    /** The engine threw instead, and halted; nobody was answered. Its code is {@link ResultCode#NULL_VAL}. */
    record Undecided(long decidedSequence) implements RecordedOutcome {
        @Override
        public ResultCode code() {
            return ResultCode.NULL_VAL;
        }

        @Override
        public String title() {
            return "";
        }
    }

    private static String is(OrderStatus status) {
        return status == OrderStatus.NONE ? "" : ", order is " + status;
    }

    private static String version(int version) {
        return Wording.ifNotZero("version", version);
    }
}
