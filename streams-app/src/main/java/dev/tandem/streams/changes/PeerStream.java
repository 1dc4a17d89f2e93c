package dev.tandem.streams.changes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;

/** What another instance tells, put into a listener's queue. Thread-safe. */
final class PeerStream implements Flow.Subscriber<String> {
  private final ObjectMapper json;
  private final ChangeQueue queue;
  private final LongSupplier clockMs;
  private Flow.Subscription subscription;
  private long heardMs;
  private boolean open;
  private boolean ended;

  PeerStream(ObjectMapper json, ChangeQueue queue, LongSupplier clockMs) {
    this.json = json;
    this.queue = queue;
    this.clockMs = clockMs;
    this.heardMs = clockMs.getAsLong();
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription to) {
    subscription = to;
    // The queue makes nobody wait: it needs no back-pressure here.
    to.request(Long.MAX_VALUE);
    if (ended) {
      to.cancel();
    }
  }

  @Override
  public synchronized void onNext(String line) {
    heardMs = clockMs.getAsLong();
    open = true;
    try {
      PeerLine told = json.readValue(line, PeerLine.class);
      told.changed().forEach(queue::offer);
      if (told.dropped() > 0) {
        queue.overflow(told.dropped());
      }
    } catch (JsonProcessingException e) {
      end();
    }
  }

  @Override
  public synchronized void onError(Throwable failure) {
    ended = true;
  }

  @Override
  public synchronized void onComplete() {
    ended = true;
  }

  /** Whether all that happens there is told since it was opened. */
  synchronized boolean isOpen() {
    return open && !ended;
  }

  /** Whether it must be opened again, which is also so where nothing was heard for long. */
  synchronized boolean hasEnded(long silenceMs) {
    if (clockMs.getAsLong() - heardMs > silenceMs) {
      end();
    }
    return ended;
  }

  synchronized void end() {
    ended = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
