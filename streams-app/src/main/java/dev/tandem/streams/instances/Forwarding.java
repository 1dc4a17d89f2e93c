package dev.tandem.streams.instances;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Brings a question about a partition to the instance that has it: exactly one counts a partition
 * at a time, and it answers or says that it cannot. Where a stale answer will do, replicas are
 * asked after it.
 */
public final class Forwarding {
  private final Instances instances;
  private final Peers peers;

  public Forwarding(Instances instances, Peers peers) {
    this.instances = instances;
    this.peers = peers;
  }

  /** Asks who can answer; fails with {@link NotReady} where nobody can. */
  public <Q extends PartitionQuestion, A> CompletableFuture<A> ask(
      Endpoint<Q, A> endpoint, Q question) {
    Placement placement;
    try {
      placement = instances.placement(endpoint.store(), question.partition());
    } catch (NotReady e) {
      return CompletableFuture.failedFuture(e);
    }
    List<HostInfo> candidates =
        question.staleAllowed() ? placement.all() : placement.active().stream().toList();
    if (candidates.isEmpty()) {
      return CompletableFuture.failedFuture(
          new NotReady(
              "no instance is known to have partition "
                  + question.partition()
                  + ": partitions are being assigned, or two instances advertise the same address"
                  + " (this one "
                  + Instances.text(instances.self())
                  + ")"));
    }
    return ask(endpoint, question, candidates);
  }

  private <Q extends PartitionQuestion, A> CompletableFuture<A> ask(
      Endpoint<Q, A> endpoint, Q question, List<HostInfo> candidates) {
    CompletableFuture<A> first = ask(endpoint, question, candidates.get(0));
    if (candidates.size() == 1) {
      return first;
    }
    return first.exceptionallyCompose(
        failure ->
            notReady(failure)
                ? ask(endpoint, question, candidates.subList(1, candidates.size()))
                : CompletableFuture.failedFuture(failure));
  }

  private <Q extends PartitionQuestion, A> CompletableFuture<A> ask(
      Endpoint<Q, A> endpoint, Q question, HostInfo instance) {
    if (!instances.isSelf(instance)) {
      return peers.ask(instance, endpoint, question);
    }
    try {
      return CompletableFuture.completedFuture(endpoint.here().apply(question));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Waits for an answer; throws what it failed with. */
  public static <A> A join(CompletableFuture<A> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static boolean notReady(Throwable failure) {
    return failure instanceof NotReady
        || (failure instanceof CompletionException && failure.getCause() instanceof NotReady);
  }
}
