package dev.tandem.parity.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityReportTest {
  @TempDir Path target;

  @Test
  void shouldHoldAllPartsInTheOrderOfTheirNamesAndEachOnce() throws Exception {
    Section old = new Section("Old", "", List.of("a"), List.of());
    Section second = new Section("Second <b>", "why & how", List.of("a", "b"), List.of());
    Section first =
        new Section("First", "", List.of("what", "count"), List.of(List.of("windows", "1,200")));

    new ParityReport(target).put("2-second", List.of(old));
    new ParityReport(target).put("2-second", List.of(second));
    new ParityReport(target).put("1-first", List.of(first));

    assertThat(Files.readString(target.resolve("parity-report.html")))
        .containsSubsequence("First", "<td class=\"number\">1,200", "Second &lt;b&gt;", "&amp;")
        .doesNotContain("Old");
    assertThat(Files.readString(target.resolve("parity-report.json")))
        .containsSubsequence("1-first", "1,200", "2-second", "why & how");
  }

  @Test
  void shouldSetColumnsBesideEachOther() {
    Section section =
        new Section(
            "Title",
            "note",
            List.of("what", "n"),
            List.of(List.of("windows", "3"), List.of("x", "10")));

    assertThat(section.text())
        .isEqualTo("Title\n  note\n  what     n\n  windows  3\n  x        10\n");
  }

  @Test
  void shouldRefuseARowThatDoesNotFit() {
    assertThatThrownBy(() -> new Section("t", "", List.of("a"), List.of(List.of("1", "2"))))
        .hasMessageContaining("columns=[a], row=[1, 2]");
  }
}
