package dev.tandem.collector.stream;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Debezium's engine, from its start to its end. */
final class EngineRun {
  private static final Logger LOG = LoggerFactory.getLogger(EngineRun.class);

  /** So long after it was closed, an engine that has not ended is interrupted. */
  private static final long CLOSED_MS = 10_000;

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final CountDownLatch stoppable = new CountDownLatch(1);
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Optional<Thread> runner = Optional.empty();
  private volatile Throwable failure;

  EngineRun(Properties properties, ChangeBatches batches) {
    this.engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(properties)
            .using(new Callback())
            .using(this::ended)
            .notifying(batches)
            .build();
  }

  private final class Callback implements DebeziumEngine.ConnectorCallback {
    @Override
    public void pollingStarted() {
      stoppable.countDown();
    }
  }

  private void ended(boolean success, String message, Throwable error) {
    failure = success ? null : error == null ? new StreamException(message) : error;
    stoppable.countDown();
  }

  /** Runs until it fails or is stopped; tells the failure. */
  Optional<Throwable> run() {
    runner = Optional.of(Thread.currentThread());
    try {
      engine.run();
    } finally {
      stoppable.countDown();
      synchronized (this) {
        runner = Optional.empty();
      }
      // It was meant for the engine.
      boolean unused = stopping.get() && Thread.interrupted();
      ended.countDown();
    }
    return Optional.ofNullable(failure);
  }

  /** Ends the run, from another thread. An engine that is still starting cannot be stopped yet. */
  void stop() throws InterruptedException {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    stoppable.await();
    try {
      engine.close();
    } catch (IllegalStateException | IOException e) {
      LOG.debug("The engine had ended by itself", e);
    }
    // One that is closed right when it starts to poll waits for polls that its close took away.
    if (!ended.await(CLOSED_MS, TimeUnit.MILLISECONDS)) {
      synchronized (this) {
        runner.ifPresent(Thread::interrupt);
      }
    }
  }
}
