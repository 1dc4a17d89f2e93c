/** The servers that all systems share: a broker in a process of its own, and a schema registry. */
package dev.tandem.benchmarks.stack;
