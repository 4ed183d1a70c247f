/**
 * The client's side. {@link io.holdfast.transport.client.HoldfastClient} is the asynchronous face, polled by one thread,
 * as many commands in flight as one likes; {@link io.holdfast.transport.client.BlockingClient} asks and waits.
 */
package io.holdfast.transport.client;
