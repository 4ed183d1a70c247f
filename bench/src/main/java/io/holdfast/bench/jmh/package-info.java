// SPDX-License-Identifier: Apache-2.0
/** Parts of the path by themselves, in one process: JMH benchmarks, and measurements that do not fit into JMH. */
package io.holdfast.bench.jmh;
