package dev.tandem.streams.counts;

import dev.tandem.streams.counts.CountsQuestion.OfKey;
import dev.tandem.streams.counts.CountsQuestion.OfWindow;
import dev.tandem.streams.instances.Endpoint;
import dev.tandem.streams.instances.Forwarding;
import dev.tandem.streams.instances.Staleness;
import dev.tandem.streams.topology.TallyKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Answers for the whole application: asks whoever has the partitions and puts together. */
public final class Counts {
  private final Forwarding forwarding;
  private final Endpoint<CountsQuestion, CountsAnswer> endpoint;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public Counts(
      Forwarding forwarding, Endpoint<CountsQuestion, CountsAnswer> endpoint, int partitions) {
    this.forwarding = forwarding;
    this.endpoint = endpoint;
    this.partitions = partitions;
  }

  /**
   * An answer of the application.
   *
   * @param stale the parts that did not come from their owner
   */
  public record Answer(List<Known> counts, List<Staleness> stale) {}

  /** A tally and the watermark of the task that counts it. */
  public record Known(Counted counted, long watermarkMs) {}

  /**
   * The answers for one combination of dimension values, in order of time.
   *
   * @throws dev.tandem.streams.instances.NotReady where the owner cannot be asked
   */
  public Answer of(OfKey asked, boolean staleAllowed) {
    return of(List.of(ofOwner(asked, staleAllowed)));
  }

  /**
   * What the owner of one combination of dimension values answers.
   *
   * @throws dev.tandem.streams.instances.NotReady where it cannot be asked
   */
  public CountsAnswer ofOwner(OfKey asked, boolean staleAllowed) {
    int partition = TallyKeys.partition(asked.metric(), asked.dimensions(), partitions);
    return Forwarding.join(ask(partition, asked, staleAllowed));
  }

  /**
   * The greatest of a window, over all partitions. Each has its own greatest, and no key is in two:
   * so the greatest of those are the greatest of all.
   *
   * @throws dev.tandem.streams.instances.NotReady where the owner of a partition cannot be asked
   */
  public Answer of(OfWindow asked, boolean staleAllowed) {
    Answer all = of(ofAll(asked, staleAllowed));
    List<Known> greatest = new ArrayList<>(all.counts());
    greatest.sort((a, b) -> Counted.by(asked.by()).compare(b.counted(), a.counted()));
    return new Answer(greatest.subList(0, Math.min(asked.n(), greatest.size())), all.stale());
  }

  /**
   * What the owner of every partition answers about a window.
   *
   * @throws dev.tandem.streams.instances.NotReady where one cannot be asked
   */
  public List<CountsAnswer> ofAll(OfWindow asked, boolean staleAllowed) {
    List<CompletableFuture<CountsAnswer>> parts = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      parts.add(ask(partition, asked, staleAllowed));
    }
    return parts.stream().map(Forwarding::join).toList();
  }

  private CompletableFuture<CountsAnswer> ask(
      int partition, CountsQuestion.Asked asked, boolean staleAllowed) {
    return forwarding.ask(endpoint, new CountsQuestion(partition, staleAllowed, asked));
  }

  private static Answer of(List<CountsAnswer> parts) {
    List<Known> counts = new ArrayList<>();
    for (CountsAnswer part : parts) {
      part.counts().forEach(counted -> counts.add(new Known(counted, part.watermarkMs())));
    }
    return new Answer(
        counts, parts.stream().map(CountsAnswer::stale).flatMap(Optional::stream).toList());
  }
}
