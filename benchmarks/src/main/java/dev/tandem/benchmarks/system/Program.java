package dev.tandem.benchmarks.system;

import java.util.List;
import java.util.Map;

/**
 * A Java program as its user would start it.
 *
 * @param jvm where it is and what it needs of the JVM: {@code -jar FILE}, or {@code -cp PATH} with
 *     a main class at the end. Heap and garbage collector are set for all systems alike
 * @param arguments of the program
 * @param environment more of it
 */
public record Program(List<String> jvm, List<String> arguments, Map<String, String> environment) {
  public Program {
    jvm = List.copyOf(jvm);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
