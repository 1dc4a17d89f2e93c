/**
 * The counting contract arranged in Beam's terms: ledger, windows, verdicts, panes. The rules
 * themselves are {@link dev.tandem.counting}; what is here only carries them.
 */
package dev.tandem.beam.pipeline;
