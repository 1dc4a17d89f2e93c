/**
 * The counting contract arranged in Kafka Streams' terms: ledger, repartition, tallies. The rules
 * themselves are {@link dev.tandem.counting}; what is here only carries them.
 */
package dev.tandem.streams.topology;
