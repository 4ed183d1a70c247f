// SPDX-License-Identifier: Apache-2.0
/** All that the bench measures, one after the other, and what was to be reached. */
package io.holdfast.bench.all;
