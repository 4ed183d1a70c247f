/** What a server counts, in the counters of its media driver, and how to read it there. */
package io.holdfast.server.counters;
