package dev.tandem.benchmarks.micro;

import dev.tandem.counting.Window;
import dev.tandem.counting.WindowSpec;
import dev.tandem.counting.WindowSpec.Calendar.Unit;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The windows that an instant falls in, by kind of window. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Thread)
public class WindowBenchmark {
  private static final int TIMES = 1_024;
  private static final long MINUTE_MS = 60_000;

  /** The kinds that a spec can name. */
  public enum Kind {
    TUMBLING,
    HOPPING_12,
    DAY_UTC,
    DAY_SAO_PAULO,
    MONTH_UTC,
    YEAR_UTC;

    private WindowSpec windows() {
      return switch (this) {
        case TUMBLING -> new WindowSpec.Tumbling(MINUTE_MS);
        case HOPPING_12 -> new WindowSpec.Hopping(60 * MINUTE_MS, 5 * MINUTE_MS);
        case DAY_UTC -> new WindowSpec.Calendar(Unit.DAY, ZoneOffset.UTC);
        case DAY_SAO_PAULO -> new WindowSpec.Calendar(Unit.DAY, ZoneId.of("America/Sao_Paulo"));
        case MONTH_UTC -> new WindowSpec.Calendar(Unit.MONTH, ZoneOffset.UTC);
        case YEAR_UTC -> new WindowSpec.Calendar(Unit.YEAR, ZoneOffset.UTC);
      };
    }
  }

  @Param public Kind kind;
  private WindowSpec windows = Kind.TUMBLING.windows();
  private long[] timesMs = {};
  private int next;

  @Setup
  public void take() {
    windows = kind.windows();
    timesMs =
        Sample.countable(TIMES).stream()
            .map(Capture::record)
            .mapToLong(document -> ((Document) document).facts().issuedLocalMs())
            .toArray();
  }

  @Benchmark
  public List<Window> windowsOf() {
    next = (next + 1) % timesMs.length;
    return windows.windowsOf(timesMs[next]);
  }
}
