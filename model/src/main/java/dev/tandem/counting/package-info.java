/**
 * The counting contract as pure functions: no engine, no clock, no I/O. A reader finds a rule of
 * the contract by its name: {@link dev.tandem.counting.Ledger}, {@link
 * dev.tandem.counting.Verdict}, {@link dev.tandem.counting.WindowSpec}, {@link
 * dev.tandem.counting.ArrivalWatermark}, {@link dev.tandem.counting.Tally}.
 */
package dev.tandem.counting;
