package dev.tandem.collector;

import dev.tandem.service.BindingFailed;
import dev.tandem.service.Health;
import dev.tandem.service.HttpBinding;
import dev.tandem.service.StatusServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Collectors of some sources, with what shows how they are. */
final class CollectorProcess {
  private final RunSettings settings;
  private final Clock clock;
  private final StopSignal stop;
  private final PrintStream out;

  CollectorProcess(RunSettings settings, Clock clock, StopSignal stop, PrintStream out) {
    this.settings = settings;
    this.clock = clock;
    this.stop = stop;
    this.out = out;
  }

  /** Runs until every source has ended. */
  void run() throws InterruptedException {
    ProgressPrinter.Output output =
        settings.progressInJson()
            ? new ProgressJson(out, clock)
            : ProgressOutputs.choose(settings.sources().size() > 1);
    try (ProgressPrinter printer = new ProgressPrinter(output)) {
      Map<CollectorSettings, Progress> sources = new LinkedHashMap<>();
      for (CollectorSettings source : settings.sources()) {
        Progress progress = new Progress(source.source(), clock, output::lasting);
        printer.add(progress);
        sources.put(source, progress);
      }
      printer.start();
      Supervisor supervisor = Supervisor.ofCollectors(sources, clock, stop);
      if (settings.http().isPresent()) {
        serve(settings.http().get(), sources, supervisor);
      } else {
        supervisor.run();
      }
      printer.last();
    }
  }

  /**
   * Starts serving.
   *
   * @throws UsageException where the address cannot be had
   */
  static StatusServer start(
      HttpBinding address, Supplier<String> metrics, Supplier<Health> health) {
    try {
      return StatusServer.start(address, metrics, health);
    } catch (BindingFailed e) {
      throw new UsageException(
          "--http-port "
              + address.port()
              + " at "
              + address.host()
              + " cannot be served on ("
              + e.getMessage()
              + "): name another, or 0 for a free one");
    }
  }

  private void serve(
      HttpBinding address, Map<CollectorSettings, Progress> sources, Supervisor supervisor)
      throws InterruptedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    sources.values().forEach(progress -> SourceMetrics.register(registry, progress, clock));
    try (StatusServer server =
        start(address, registry::scrape, new SourcesHealth(sources, clock))) {
      supervisor.run();
    } finally {
      registry.close();
    }
  }
}
