/** The captures that all systems are given, made once and kept in a file. */
package dev.tandem.benchmarks.capture;
