/**
 * The instances of the application: which of them has which partition, and how a question about a
 * partition gets to the one that can answer it.
 */
package dev.tandem.streams.instances;
