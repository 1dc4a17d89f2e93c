package dev.tandem.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a JVM has logged of its garbage collections ({@code -Xlog:gc}). */
public final class HeapLog {
  /** Such as {@code Pause Young (Normal) (G1 Evacuation Pause) 51M->7M(256M) 4.2ms}. */
  private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private HeapLog() {}

  /** The greatest heap in use after a collection, in MB; empty where there was none. */
  public static OptionalDouble peakHeapMb(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          .lines()
          .map(PAUSE::matcher)
          .filter(Matcher::find)
          .mapToDouble(pause -> Double.parseDouble(pause.group(2)))
          .max();
    } catch (IOException e) {
      throw new BenchmarkException(log + " cannot be read: " + e, e);
    }
  }
}
