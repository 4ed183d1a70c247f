// SPDX-License-Identifier: Apache-2.0
/** What is asked of the systems that are measured: the same for each of them, and the accounts that it must leave. */
package io.holdfast.bench.workload;
