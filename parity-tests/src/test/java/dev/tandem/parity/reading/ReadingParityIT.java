package dev.tandem.parity.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.localstack.check.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reader and SQL, which share no code, find the same in documents that nobody would write:
 * generated, put together and changed at random. What differs is made small before it is shown.
 *
 * <p>{@code -Dtandem.reading.documents=N} and {@code -Dtandem.reading.seed=S} try others.
 */
class ReadingParityIT {
  private static final int DOCUMENTS = Integer.getInteger("tandem.reading.documents", 4_000);
  private static final long SEED = Long.getLong("tandem.reading.seed", 12);
  private static final int AT_ONCE = 2_000;
  private static final int DIFFERENCES_SHOWN = 5;
  private static final int ROUNDS = 40;

  @TempDir private Path folder;

  @Test
  void shouldFindTheSameWhateverADocumentIs() throws Exception {
    MutatedDocuments documents = new MutatedDocuments(SEED);
    int recordsFound = 0;
    int rejected = 0;
    List<String> differences = new ArrayList<>();
    try (Connection connection = TestDatabase.connect("reading_parity")) {
      Readings readings = new Readings(connection, folder);
      for (int done = 0; done < DOCUMENTS; done += AT_ONCE) {
        List<String> batch = IntStream.range(0, AT_ONCE).mapToObj(i -> documents.next()).toList();
        List<List<String>> bySql = readings.bySql(batch);
        for (int i = 0; i < batch.size(); i++) {
          List<String> byReader = readings.byReader(batch.get(i));
          if (!Readings.agree(byReader, bySql.get(i))) {
            if (differences.size() < DIFFERENCES_SHOWN) {
              differences.add(shown(readings, batch.get(i)));
            } else {
              differences.add("one more");
            }
          } else if (Readings.isRejected(byReader)) {
            rejected++;
          } else {
            recordsFound += byReader.size();
          }
        }
      }
    }
    assertThat(differences).as("differences").isEmpty();
    // Or the changes were all too small, or all too large, to try anything.
    assertThat(recordsFound).isGreaterThan(DOCUMENTS);
    assertThat(rejected).isGreaterThan(DOCUMENTS / 20);
  }

  private static String shown(Readings readings, String document) throws Exception {
    String small = shrunk(readings, document);
    return "%n%s%n  reader: %s%n  SQL:    %s%n"
        .formatted(small, readings.byReader(small), readings.bySql(List.of(small)).get(0));
  }

  /** Without whatever can be left out with the difference still there. */
  private static String shrunk(Readings readings, String document) throws Exception {
    String small = document;
    int length = Math.max(1, small.length() / 2);
    for (int round = 0; round < ROUNDS && length > 0; round++) {
      List<String> candidates = new ArrayList<>();
      int step = Math.max(1, length / 2);
      for (int at = 0; at < small.length(); at += step) {
        candidates.add(
            small.substring(0, at) + small.substring(Math.min(small.length(), at + length)));
      }
      List<List<String>> bySql = readings.bySql(candidates);
      String smaller = small;
      for (int i = 0; i < candidates.size() && smaller.equals(small); i++) {
        if (!Readings.agree(readings.byReader(candidates.get(i)), bySql.get(i))) {
          smaller = candidates.get(i);
        }
      }
      length = smaller.equals(small) ? length / 2 : Math.min(length, smaller.length());
      small = smaller;
    }
    return small;
  }
}
