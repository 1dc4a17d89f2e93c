/** Systems that count captures, as processes that can be started, measured and killed. */
package dev.tandem.benchmarks.system;
