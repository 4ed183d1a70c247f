/**
 * The 60-second story: a flash sale over Aeron against a server process that is killed in the middle, and the accounts
 * drawn up from what the clients were told.
 */
package io.holdfast.server.demo;
