// SPDX-License-Identifier: Apache-2.0
/** How long a start takes. */
package io.holdfast.bench.recovery;
