/** A server put together from its parts: the only place that knows all of them. */
package io.holdfast.server;
