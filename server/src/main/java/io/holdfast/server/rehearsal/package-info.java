// SPDX-License-Identifier: Apache-2.0
/** What a server does before its first customer comes, so that it is warm then. */
package io.holdfast.server.rehearsal;
