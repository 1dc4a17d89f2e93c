package dev.tandem.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.CountFormat.Count;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import dev.tandem.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader of the live side's topics knows: the latest of each key where a topic is compacted,
 * everything where it is not.
 */
public final class LiveAnswer {
  private final LiveFormats formats;
  private final Topics topics;
  private final SortedMap<String, Count> counts = new TreeMap<>();
  private final SortedMap<String, QualityCount> quality = new TreeMap<>();
  private final SortedMap<String, Progress> progress = new TreeMap<>();
  private final List<Expired> expired = new ArrayList<>();
  private final List<Rejection> rejected = new ArrayList<>();

  LiveAnswer(LiveFormats formats, Topics topics) {
    this.formats = formats;
    this.topics = topics;
  }

  /** One more record of one of the topics. */
  void take(String topic, byte[] key, byte[] value) {
    if (topic.equals(topics.liveCounts())) {
      takeCount(key, value);
    } else if (topic.equals(topics.quality())) {
      quality.put(new String(key, UTF_8), formats.quality().read(value));
    } else if (topic.equals(topics.progress())) {
      progress.put(new String(key, UTF_8), formats.progress().read(value));
    } else if (topic.equals(topics.expired())) {
      expired.add(formats.expired().read(value));
    } else if (topic.equals(topics.rejected())) {
      rejected.add(formats.rejected().read(value));
    } else {
      throw new IllegalArgumentException("no topic of the live side: " + topic);
    }
  }

  private void takeCount(byte[] key, byte[] value) {
    String text = new String(key, UTF_8);
    if (value == null) {
      assertThat(counts.remove(text))
          .as("a tombstone takes back what was said: %s", text)
          .isNotNull();
    } else {
      Count count = formats.counts().read(value);
      assertThat(formats.counts().key(count.key())).as("the key repeats the value").isEqualTo(key);
      counts.put(text, count);
    }
  }

  /** Every window that is not zero in every part. */
  public SortedMap<CountKey, Tally> tallies() {
    return tallies(List.of(this));
  }

  /** Last said in {@code live-counts}: nothing that is in {@code captures-expired}. */
  public SortedMap<CountKey, Count> counts() {
    SortedMap<CountKey, Count> said = new TreeMap<>();
    counts.values().forEach(count -> said.put(count.key(), count));
    return said;
  }

  /**
   * Of several answers, each of which knows a part of the captures; what met a window that was gone
   * is added back.
   */
  public static SortedMap<CountKey, Tally> tallies(Collection<LiveAnswer> answers) {
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    for (LiveAnswer answer : answers) {
      answer.counts.values().forEach(c -> tallies.merge(c.key(), c.tally(), Tally::plus));
      for (Expired notice : answer.expired) {
        for (ExpiredChange change : notice.changes()) {
          Tally tally = Tally.ZERO.plus(change.part(), change.measures());
          for (Window window : change.windows()) {
            CountKey key = new CountKey(notice.metric(), change.dimensions(), window);
            tallies.merge(key, tally, Tally::plus);
          }
        }
      }
    }
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  /** How many captures are of which quality. */
  public SortedMap<Quality, Long> quality() {
    return quality(List.of(this));
  }

  /** Of several answers, each of which knows a part of the captures. */
  public static SortedMap<Quality, Long> quality(Collection<LiveAnswer> answers) {
    SortedMap<Quality, Long> quality = new TreeMap<>();
    for (LiveAnswer answer : answers) {
      answer.quality.values().forEach(c -> quality.merge(c.quality(), c.captures(), Long::sum));
    }
    quality.values().removeIf(count -> count == 0);
    return quality;
  }

  /** By partition. */
  SortedMap<Integer, Progress> progress() {
    SortedMap<Integer, Progress> byPartition = new TreeMap<>();
    progress.values().forEach(p -> byPartition.put(p.partition(), p));
    return byPartition;
  }

  /** In the order in which they were said. */
  public List<Expired> expired() {
    return List.copyOf(expired);
  }

  public List<Rejection> rejected() {
    return List.copyOf(rejected);
  }

  /** All parts of all windows, and all qualities, are the reference's. */
  static void assertEqual(Collection<LiveAnswer> answers, ReferenceCounter reference) {
    assertThat(tallies(answers)).isEqualTo(reference.tallies());
    assertThat(quality(answers)).isEqualTo(reference.quality());
  }
}
