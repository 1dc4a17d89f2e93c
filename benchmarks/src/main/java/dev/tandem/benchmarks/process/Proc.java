package dev.tandem.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process, from {@code /proc}. */
public final class Proc {
  /** Of {@code utime} and {@code stime}: 100 on every Linux that matters. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private Proc() {}

  /** Seconds of CPU time that a process has used so far, user and system. */
  public static double cpuSeconds(long pid) {
    List<String> fields = stat(pid);
    return ticks(fields, USER) + ticks(fields, SYSTEM);
  }

  /** The same with what those of its children have used that have ended. */
  public static double cpuSecondsWithEndedChildren(long pid) {
    List<String> fields = stat(pid);
    return ticks(fields, USER)
        + ticks(fields, SYSTEM)
        + ticks(fields, CHILDREN_USER)
        + ticks(fields, CHILDREN_SYSTEM);
  }

  /** From the third field on. */
  private static List<String> stat(long pid) {
    String stat = read(pid, "stat");
    // The second field is the program's name in parentheses, which may hold anything.
    return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
  }

  private static double ticks(List<String> fields, int field) {
    return Long.parseLong(fields.get(field)) / TICKS_PER_SECOND;
  }

  /** The greatest resident set that a process has had, in MB. */
  public static double peakRssMb(long pid) {
    return read(pid, "status")
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow(() -> new BenchmarkException("process " + pid + " says no VmHWM"))
        / 1024.0;
  }

  private static String read(long pid, String file) {
    Path path = Path.of("/proc", Long.toString(pid), file);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new BenchmarkException(
          path + " cannot be read: the process has ended, or this is no Linux (" + e + ")", e);
    }
  }
}
