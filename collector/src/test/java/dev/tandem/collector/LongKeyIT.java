package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row whose key is too long for the log is rejected, by snapshot and by stream. */
class LongKeyIT {
  @Test
  void shouldRejectTheRowsThatHaveNoPlaceInTheLogAndCaptureTheOthers() throws Exception {
    try (Fixture fixture = new Fixture()) {
      fixture.sql(
          "CREATE TABLE documents (code text PRIMARY KEY, xml text)",
          insert("repeat('a', " + PrimaryKey.MOST_CHARACTERS + ")", 1),
          insert("repeat('a', " + PrimaryKey.MOST_CHARACTERS + ") || 'b'", 2),
          insert("repeat('a', " + PrimaryKey.MOST_CHARACTERS + ") || 'c'", 3));
      Fixture.Running running =
          fixture.start("--table=public.documents", "--key-columns=code", "--xml-column=xml");
      fixture.awaitDelivery(running);
      fixture.sql(insert("repeat('a', 20000)", 4), insert("'short'", 5));
      fixture.awaitDelivery(running);

      assertThat(running.stop()).isZero();
      assertThat(fixture.captures())
          .extracting(capture -> capture.row().key().text())
          .containsExactlyInAnyOrder("a".repeat(PrimaryKey.MOST_CHARACTERS), "short");
      List<Rejection> rejections = fixture.rejections();
      assertThat(rejections)
          .hasSize(3)
          .allSatisfy(
              rejection -> {
                assertThat(rejection.reason()).isEqualTo(RejectReason.TOO_LARGE);
                assertThat(rejection.detail()).contains("at most 16384");
                assertThat(rejection.origin()).hasSizeLessThan(1_100);
              })
          .extracting(Rejection::origin)
          .doesNotHaveDuplicates();
    }
  }

  private static String insert(String key, int number) {
    return "INSERT INTO documents VALUES (" + key + ", '" + Xmls.summary(number) + "')";
  }
}
