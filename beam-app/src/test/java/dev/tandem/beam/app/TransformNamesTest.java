package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spec.Spec;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update hands each transform's state to the one of the same name. */
class TransformNamesTest {
  private static final String BY_ISSUER =
      """
        - name: by-issuer
          time: issued
          window: { tumbling: 1m }
          dimensions: [issuer, model]
          lateness: { live: 2h, history: 90d }
          retention: 2d
      """;
  private static final String BY_DAY =
      """
        - name: by-day
          time: issued-local
          window: { calendar: day }
          dimensions: [model]
          lateness: { live: 2d, history: unbounded }
          retention: 40d
      """;
  private static final String ARRIVALS =
      """
        - name: arrivals
          time: arrived
          window: { tumbling: 5m }
          dimensions: [model]
          lateness: { live: 5m, history: unbounded }
          retention: 7d
      """;

  @TempDir Path folder;

  @Test
  void shouldBeUnique() throws Exception {
    List<String> names = names("all", BY_ISSUER + BY_DAY + ARRIVALS);

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void shouldStayWhereMetricsAreAdded() throws Exception {
    assertThat(names("more", BY_ISSUER + ARRIVALS + BY_DAY))
        .containsAll(names("few", BY_ISSUER + BY_DAY));
  }

  @Test
  void shouldStayWhereMetricsAreInAnotherOrder() throws Exception {
    assertThat(names("other", ARRIVALS + BY_DAY + BY_ISSUER))
        .containsExactlyInAnyOrderElementsOf(names("order", BY_ISSUER + BY_DAY + ARRIVALS));
  }

  @Test
  void shouldStayWhereOnlyTriggersAndRetentionChange() throws Exception {
    String changed =
        BY_ISSUER.replace("retention: 2d", "retention: 9d")
            + "    history: { early: { count: 1 }, late: 5m, accumulation: accumulating }\n";

    assertThat(names("changed", changed + BY_DAY))
        .containsExactlyInAnyOrderElementsOf(names("before", BY_ISSUER + BY_DAY));
  }

  @Test
  void shouldLeaveTheOthersWhereOneMetricsLatenessChanges() throws Exception {
    Set<String> before = new HashSet<>(names("before", BY_ISSUER + BY_DAY));
    Set<String> after =
        new HashSet<>(names("after", BY_ISSUER.replace("history: 90d", "history: 30d") + BY_DAY));

    assertThat(without("by-issuer", after)).isEqualTo(without("by-issuer", before));
    assertThat(after).isNotEqualTo(before);
  }

  private static Set<String> without(String metric, Set<String> names) {
    return names.stream().filter(name -> !name.startsWith(metric)).collect(Collectors.toSet());
  }

  private List<String> names(String name, String metrics) throws Exception {
    Spec spec = DataflowSubmissions.spec("metrics:\n" + metrics);
    Path out = folder.resolve(name);
    DataflowSubmissions.stream(out, spec);
    return DataflowSubmissions.pipeline(out).getComponents().getTransformsMap().values().stream()
        .map(RunnerApi.PTransform::getUniqueName)
        .toList();
  }
}
