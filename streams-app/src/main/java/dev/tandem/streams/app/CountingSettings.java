package dev.tandem.streams.app;

import dev.tandem.streams.topology.OnError;

/**
 * What to do where counting cannot simply go on.
 *
 * @param onError with a capture that cannot be counted
 * @param acceptGoneMetrics go on where the spec leaves out metrics that were counted
 */
record CountingSettings(OnError onError, boolean acceptGoneMetrics) {
  static final CountingSettings DEFAULT = new CountingSettings(OnError.STOP, false);
}
