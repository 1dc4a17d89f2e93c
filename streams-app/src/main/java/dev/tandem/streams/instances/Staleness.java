package dev.tandem.streams.instances;

import java.time.Instant;
import java.util.Optional;

/**
 * How old a partition's part of an answer is that did not come from its owner.
 *
 * @param partition of the application, which are the captures log's
 * @param instance that answered
 * @param lagRecords of the store's changelog that the replica has not taken yet
 * @param watermark the least arrival watermark that the replica has heard of: what arrived before
 *     is in its numbers; empty while there is none
 */
public record Staleness(
    int partition, String instance, long lagRecords, Optional<Instant> watermark) {}
