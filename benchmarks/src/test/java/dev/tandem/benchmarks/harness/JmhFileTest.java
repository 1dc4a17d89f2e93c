package dev.tandem.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.benchmarks.results.JmhResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhFileTest {
  @Test
  void shouldReadWhatJmhWrites(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("jmh.json");
    Files.writeString(
        file,
        """
        [{"benchmark": "a.B.c", "mode": "sample", "params": {"size": "10"},
          "primaryMetric": {"score": 1.5, "scoreError": "NaN", "scoreUnit": "ms/op",
            "scorePercentiles": {"50.0": 1.4, "99.9": 2.5},
            "rawDataHistogram": [[[[1.4, 3], [2.5, 1]], [[1.4, 2]]], [[[1.4, 1]]]]},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 96.0, "scoreUnit": "B/op"}}},
         {"benchmark": "a.B.d", "mode": "avgt",
          "primaryMetric": {"score": 7.0, "scoreError": 0.5, "scoreUnit": "ns/op",
            "scorePercentiles": {"50.0": 7.0}},
          "secondaryMetrics": {}}]
        """);
    assertThat(JmhFile.read(file))
        .isEqualTo(
            List.of(
                new JmhResult(
                    "a.B.c",
                    "sample",
                    Map.of("size", "10"),
                    "ms/op",
                    1.5,
                    Optional.empty(),
                    Map.of("50.0", 1.4, "99.9", 2.5),
                    7,
                    Map.of("gc.alloc.rate.norm", 96.0)),
                new JmhResult(
                    "a.B.d",
                    "avgt",
                    Map.of(),
                    "ns/op",
                    7.0,
                    Optional.of(0.5),
                    Map.of(),
                    0,
                    Map.of())));
  }
}
