// SPDX-License-Identifier: Apache-2.0
/** An engine by itself with stock to sell, and what it costs in memory and while masses of things come due at once. */
package io.holdfast.bench.shop;
