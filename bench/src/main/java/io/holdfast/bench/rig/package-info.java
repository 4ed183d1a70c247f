// SPDX-License-Identifier: Apache-2.0
/** The load rig: a server in a process of its own, clients in this one, and the accounts that are checked after each run. */
package io.holdfast.bench.rig;
