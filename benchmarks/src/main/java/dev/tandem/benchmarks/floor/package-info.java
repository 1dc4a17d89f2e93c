/** What nothing that does the same work can be faster than, measured in the same run. */
package dev.tandem.benchmarks.floor;
