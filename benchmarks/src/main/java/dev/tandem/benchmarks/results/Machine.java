package dev.tandem.benchmarks.results;

import java.util.List;

/**
 * What it ran on.
 *
 * @param processors that the JVM may use
 * @param memoryMb of the machine
 * @param disk that the work folder lies on, by type and size; empty where unknown
 * @param loadBefore the machine's load average of the last minute before the run
 * @param versions such as {@code Kafka broker 4.3.1}
 */
public record Machine(
    String cpu,
    int processors,
    long memoryMb,
    String disk,
    String os,
    String kernel,
    String java,
    double loadBefore,
    List<String> versions) {
  public Machine {
    versions = List.copyOf(versions);
  }
}
