/**
 * Four opinions about the same random logs: SQL, the reference counter, the live side's topology,
 * the history side's pipeline. A batch of logs goes in, an answer for each log comes out, and
 * {@link dev.tandem.parity.laws.Comparison} tells where two answers differ. Nothing here needs
 * jqwik's engine but its generators.
 */
package dev.tandem.parity.laws;
