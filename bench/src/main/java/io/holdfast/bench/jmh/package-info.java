// SPDX-License-Identifier: Apache-2.0
/** Parts of the path by themselves, in one process, as JMH measures them. */
package io.holdfast.bench.jmh;
