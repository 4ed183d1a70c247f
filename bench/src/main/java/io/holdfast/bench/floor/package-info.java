// SPDX-License-Identifier: Apache-2.0
/** What the parts that an engine is made of can do by themselves, with messages and records of the same lengths. */
package io.holdfast.bench.floor;
