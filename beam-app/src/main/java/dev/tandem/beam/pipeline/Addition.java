package dev.tandem.beam.pipeline;

import dev.tandem.counting.Measures;

/**
 * What a contribution adds to one metric, before it is told which windows it falls in. Its event
 * time is the element's timestamp.
 *
 * @param measures signed
 * @param arrivedMs the contribution's arrival, which decides the verdict in each window
 */
record Addition(Measures measures, long arrivedMs) {}
