/** What is measured, how often and in which order. */
package dev.tandem.benchmarks.harness;
