package dev.tandem.counting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.FiscalRecord;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.Row;
import dev.tandem.domain.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The contract's sections 1 and 2 read word by word: what a set of captures means, by looking at
 * all of them at once. Slow, and without any code of what it is held against.
 */
final class Definition {
  private static final Comparator<Capture> RANK =
      Comparator.comparingLong(Capture::arrivedMs)
          .thenComparing(c -> c.row().source(), Definition::compareBytes)
          .thenComparing(c -> c.row().table(), Definition::compareBytes)
          .thenComparing(c -> c.row().key(), Definition::compareKeys)
          .thenComparingLong(Capture::position)
          .thenComparing(c -> c.digest().toString())
          .thenComparing(c -> c.record().kind())
          .thenComparingInt(Capture::ordinal);

  private final Collection<Capture> captures;
  private final long maxFutureMs;

  Definition(Collection<Capture> captures, long maxFutureMs) {
    this.captures = captures;
    this.maxFutureMs = maxFutureMs;
  }

  /** Every key's contributions. */
  List<Contribution> contributions() {
    List<Contribution> contributions = new ArrayList<>();
    captures.stream()
        .map(capture -> capture.record().accessKey())
        .distinct()
        .forEach(key -> contributions.addAll(contributions(key)));
    return contributions;
  }

  private List<Contribution> contributions(String key) {
    Optional<Capture> winner = winner(key);
    if (winner.isEmpty()) {
      return List.of();
    }
    Document document = (Document) winner.get().record();
    long arrivedMs = winner.get().arrivedMs();
    long registeredMs = document.facts().registeredMs();
    List<Contribution> contributions = new ArrayList<>();
    contributions.add(
        new Contribution(
            Contribution.Kind.COUNT, key, document.facts(), registeredMs, arrivedMs, arrivedMs));
    lowest(key, capture -> accepted(capture.record()))
        .ifPresent(
            capture -> {
              boolean countsAtTheAuthority = registeredMs != Times.ABSENT;
              contributions.add(
                  new Contribution(
                      Contribution.Kind.UNCOUNT,
                      key,
                      document.facts(),
                      countsAtTheAuthority
                          ? ((Cancellation) capture.record()).registeredMs()
                          : Times.ABSENT,
                      Math.max(arrivedMs, capture.arrivedMs()),
                      arrivedMs));
            });
    return contributions;
  }

  Optional<Capture> winner(String key) {
    return lowest(key, capture -> objection(capture).isEmpty());
  }

  private Optional<Capture> lowest(String key, Predicate<Capture> which) {
    return captures.stream()
        .filter(capture -> capture.record().accessKey().equals(key))
        .filter(which)
        .min(RANK);
  }

  /** Why a capture is no countable document; a text that is no reason where it is no document. */
  private Optional<String> objection(Capture capture) {
    if (!(capture.record() instanceof Document document)) {
      return Optional.of("no document");
    }
    if (document.accessKey().isEmpty()) {
      return Optional.of("no-access-key");
    }
    if (document.status().isEmpty()) {
      return Optional.of("no-protocol");
    }
    if (!Set.of("100", "150", "101", "151", "155").contains(document.status())) {
      return Optional.of("not-authorised");
    }
    if (!document.production()) {
      return Optional.of("not-production");
    }
    long issuedMs = document.facts().issuedMs();
    if (!hasFourDigitYear(issuedMs) || !hasFourDigitYear(document.facts().issuedLocalMs())) {
      return Optional.of("time-out-of-range");
    }
    return issuedMs != Times.ABSENT && issuedMs > capture.arrivedMs() + maxFutureMs
        ? Optional.of("future")
        : Optional.empty();
  }

  private static boolean hasFourDigitYear(long timeMs) {
    if (timeMs == Times.ABSENT) {
      return true;
    }
    int year = Instant.ofEpochMilli(timeMs).atOffset(ZoneOffset.UTC).getYear();
    return 1 <= year && year <= 9999;
  }

  private static boolean accepted(FiscalRecord record) {
    if (!(record instanceof Cancellation cancellation) || !cancellation.production()) {
      return false;
    }
    String status = cancellation.status();
    return switch (cancellation.form()) {
      case EVENT ->
          Set.of("134", "135", "136", "155").contains(status)
              && modelsCancelledBy(cancellation.eventType())
                  .contains(cancellation.accessKey().substring(20, 22));
      case RECEIPT -> Set.of("101", "151").contains(status);
      case PROTOCOL -> Set.of("101", "151", "155").contains(status);
    };
  }

  private static Set<String> modelsCancelledBy(String eventType) {
    return switch (eventType) {
      case "110111" -> Set.of("55", "65", "57", "67");
      case "110112" -> Set.of("55", "65");
      default -> Set.of();
    };
  }

  /** What makes two captures one, delivered twice. */
  private record Identity(Row row, Digest digest, FiscalRecord.Kind kind, int ordinal) {
    static Identity of(Capture capture) {
      return new Identity(
          capture.row(), capture.digest(), capture.record().kind(), capture.ordinal());
    }
  }

  /** How many captures are of which quality, for keys with at most 256 identities. */
  Map<Quality, Long> quality() {
    Map<Quality, Long> quality = new HashMap<>();
    for (List<Capture> ofKey : captures.stream().collect(groupingBy(Capture::key)).values()) {
      for (List<Capture> same : ofKey.stream().collect(groupingBy(Identity::of)).values()) {
        quality.merge(classOf(same), 1L, Long::sum);
        if (same.size() > 1) {
          Quality redelivery = new Quality(QualityClass.REDELIVERY, "");
          quality.merge(redelivery, same.size() - 1L, Long::sum);
        }
      }
    }
    return quality;
  }

  private Quality classOf(List<Capture> same) {
    Capture capture = same.get(0);
    if (capture.record() instanceof Cancellation) {
      return new Quality(QualityClass.CANCELLATION, "");
    }
    if (!(capture.record() instanceof Document document)) {
      return new Quality(QualityClass.OTHER, "");
    }
    if (same.stream().noneMatch(c -> objection(c).isEmpty())) {
      return new Quality(QualityClass.NOT_COUNTABLE, objection(capture).orElseThrow());
    }
    Capture winner = winner(document.accessKey()).orElseThrow();
    if (Identity.of(winner).equals(Identity.of(capture))) {
      return new Quality(QualityClass.COUNTED, "");
    }
    boolean sameFacts = ((Document) winner.record()).facts().equals(document.facts());
    return new Quality(sameFacts ? QualityClass.DUPLICATE : QualityClass.CONFLICT, "");
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }

  private static int compareKeys(PrimaryKey a, PrimaryKey b) {
    for (int i = 0; i < Math.min(a.parts().size(), b.parts().size()); i++) {
      int order = compareParts(a.parts().get(i), b.parts().get(i));
      if (order != 0) {
        return order;
      }
    }
    return a.parts().size() - b.parts().size();
  }

  private static int compareParts(KeyPart a, KeyPart b) {
    return a.type() == KeyPart.Type.NUMBER && b.type() == KeyPart.Type.NUMBER
        ? new BigDecimal(a.text()).compareTo(new BigDecimal(b.text()))
        : compareBytes(a.text(), b.text());
  }
}
