/** A retailer's year of invoices, streamed through an engine: reading the file, sending it in order, the report. */
package io.holdfast.server.load;
