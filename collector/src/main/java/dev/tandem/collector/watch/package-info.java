/** Watches what a source costs its database: the write-ahead log that its slot keeps. */
package dev.tandem.collector.watch;
