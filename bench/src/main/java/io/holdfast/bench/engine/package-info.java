// SPDX-License-Identifier: Apache-2.0
/** The engine by itself: no ring, no journal, no network. */
package io.holdfast.bench.engine;
