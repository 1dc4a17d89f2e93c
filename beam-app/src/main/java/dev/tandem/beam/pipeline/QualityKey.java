package dev.tandem.beam.pipeline;

import dev.tandem.counting.Quality;

/**
 * A quality class of one log.
 *
 * @param log which log, empty where there is one
 */
public record QualityKey(String log, Quality quality) {}
