// SPDX-License-Identifier: Apache-2.0
/** What was measured, on which machine, and how it is shown, kept and compared. */
package io.holdfast.bench.result;
