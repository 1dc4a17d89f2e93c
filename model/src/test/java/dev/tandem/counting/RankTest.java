package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Digest;
import dev.tandem.domain.FiscalRecord.Kind;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Contract, section 1. */
class RankTest {
  private static final Row ROW = new Row("main", "public.documents", PrimaryKey.of(2));

  /** From the lowest; each is worse than the one before in the first field that differs. */
  private static final List<Rank> IN_ORDER =
      List.of(
          new Rank(-1, ROW, 9, new Digest(9, 9), Kind.OTHER, 9),
          new Rank(0, new Row("a", "z", PrimaryKey.of(9)), 9, new Digest(9, 9), Kind.OTHER, 9),
          new Rank(0, new Row("b", "a", PrimaryKey.of(9)), 9, new Digest(9, 9), Kind.OTHER, 9),
          new Rank(0, new Row("b", "b", PrimaryKey.of(9)), 9, new Digest(9, 9), Kind.OTHER, 9),
          new Rank(0, new Row("b", "b", PrimaryKey.of(10)), 0, new Digest(9, 9), Kind.OTHER, 9),
          new Rank(0, new Row("b", "b", PrimaryKey.of(10)), 7, new Digest(1, 0), Kind.OTHER, 9),
          new Rank(0, new Row("b", "b", PrimaryKey.of(10)), 7, new Digest(-1, 0), Kind.DOCUMENT, 9),
          new Rank(
              0, new Row("b", "b", PrimaryKey.of(10)), 7, new Digest(-1, 0), Kind.CANCELLATION, 1),
          new Rank(
              0, new Row("b", "b", PrimaryKey.of(10)), 7, new Digest(-1, 0), Kind.CANCELLATION, 2),
          new Rank(0, new Row("b", "b", PrimaryKey.of(10)), 7, new Digest(-1, 0), Kind.OTHER, 0),
          new Rank(1, ROW, 0, new Digest(0, 0), Kind.DOCUMENT, 0));

  @Property(tries = 100)
  void shouldOrderByArrivalRowPositionDigestKindAndOrdinal(@ForAll long order) {
    List<Rank> shuffled = new ArrayList<>(IN_ORDER);
    Collections.shuffle(shuffled, new Random(order));

    assertThat(shuffled.stream().sorted()).isEqualTo(IN_ORDER);
  }

  @Test
  void shouldHaveTheSameIdentityWhereverAndWheneverItIsCapturedAgain() {
    Rank rank = new Rank(5, ROW, 0, new Digest(1, 2), Kind.DOCUMENT, 0);

    assertThat(new Rank(6, ROW, 99, new Digest(1, 2), Kind.DOCUMENT, 0).identity())
        .isEqualTo(rank.identity());
  }

  @Test
  void shouldHaveAnotherIdentityForAnotherThing() {
    List<Rank> others =
        List.of(
            new Rank(5, ROW, 0, new Digest(1, 2), Kind.DOCUMENT, 0),
            new Rank(5, ROW, 0, new Digest(1, 3), Kind.DOCUMENT, 0),
            new Rank(5, ROW, 0, new Digest(1, 2), Kind.CANCELLATION, 0),
            new Rank(5, ROW, 0, new Digest(1, 2), Kind.DOCUMENT, 1),
            new Rank(
                5, row("other", "public.documents", "2"), 0, new Digest(1, 2), Kind.DOCUMENT, 0),
            new Rank(5, row("main", "public.imports", "2"), 0, new Digest(1, 2), Kind.DOCUMENT, 0),
            new Rank(
                5, row("main", "public.documents", "3"), 0, new Digest(1, 2), Kind.DOCUMENT, 0));

    assertThat(others).extracting(Rank::identity).doesNotHaveDuplicates();
  }

  @Test
  void shouldNotMistakeASlashInANameForTheNextName() {
    Digest digest = new Digest(1, 2);

    assertThat(new Rank(5, row("main", "a/b", "c"), 0, digest, Kind.DOCUMENT, 0).identity())
        .isNotEqualTo(new Rank(5, row("main", "a", "b/c"), 0, digest, Kind.DOCUMENT, 0).identity());
  }

  private static Row row(String source, String table, String key) {
    return new Row(source, table, PrimaryKey.text(key));
  }
}
