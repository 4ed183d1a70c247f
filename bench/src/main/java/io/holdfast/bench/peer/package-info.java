// SPDX-License-Identifier: Apache-2.0
/** The same orders, decided by what people use today. */
package io.holdfast.bench.peer;
