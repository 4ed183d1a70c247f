// SPDX-License-Identifier: Apache-2.0
/** What the machine and its kernel do to latency, and where a server's time goes. */
package io.holdfast.bench.metal;
