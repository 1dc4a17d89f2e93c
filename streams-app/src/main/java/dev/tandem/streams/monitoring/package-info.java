/** What the live side measures of itself, for Prometheus. */
package dev.tandem.streams.monitoring;
