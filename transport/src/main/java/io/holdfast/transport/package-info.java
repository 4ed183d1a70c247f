/**
 * Sessions over Aeron. The server's side takes messages off the ingress channels and sends answers to each session's own
 * response channel; the client's side is in a package of its own. What the messages mean is written in the schema.
 */
package io.holdfast.transport;
