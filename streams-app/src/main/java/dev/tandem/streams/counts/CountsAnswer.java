package dev.tandem.streams.counts;

import dev.tandem.streams.instances.Staleness;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What one partition answers.
 *
 * @param watermarkMs the least arrival watermark its task has heard of; everything that arrived
 *     before it, and was not dated back, is in the tallies
 * @param heardMs the watermark it has heard of from each partition of the log
 * @param forgottenUpToMs windows of the metric that end then or earlier are forgotten
 * @param stale how old it is, where it does not come from the task that counts
 */
public record CountsAnswer(
    int partition,
    long watermarkMs,
    SortedMap<Integer, Long> heardMs,
    long forgottenUpToMs,
    Optional<Staleness> stale,
    List<Counted> counts) {}
