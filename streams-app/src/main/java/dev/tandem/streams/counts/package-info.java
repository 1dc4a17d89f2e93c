/** What the tallies of one partition say, asked here or at another instance, and put together. */
package dev.tandem.streams.counts;
