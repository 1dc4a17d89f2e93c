package dev.tandem.beam.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** In plain words, what a submission would ask for. */
final class Plan {
  private static final int WIDTH = 13;

  private final List<String> lines = new ArrayList<>();
  private final JobRequest request;
  private final DataflowOptions options;
  private final Surroundings around;

  private Plan(JobRequest request, Surroundings around) {
    this.request = request;
    this.options = request.options();
    this.around = around;
  }

  /** What would be asked for, a line each. */
  static List<String> of(JobRequest request, Surroundings around, Rehearsal rehearsal) {
    Plan plan = new Plan(request, around);
    plan.job();
    plan.workers();
    plan.costs();
    plan.permissions();
    plan.network();
    plan.credentials();
    plan.files(rehearsal);
    return plan.lines;
  }

  private boolean stream() {
    return request.kind() == JobKind.STREAM;
  }

  private void job() {
    line(
        "job",
        request.jobName()
            + ", project "
            + options.service().project()
            + ", region "
            + options.service().region());
    line(
        "type",
        stream()
            ? "streaming, Runner v2, Streaming Engine: reads the log from its beginning and goes on"
            : "batch, Runner v2: reads the log up to the end that it has when this is submitted");
    if (options.update()) {
      line(
          "update",
          "takes the place of the running job of that name. Its id is looked up when this is"
              + " submitted; job.json has "
              + RecordingTransport.RUNNING_JOB
              + " there");
    }
    options
        .template()
        .ifPresent(
            template -> line("template", "is written to " + template + "; no job is started"));
    line(
        "labels",
        JobLabels.of(options.labels(), request.origin()).entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", ")));
  }

  private void workers() {
    line(
        "workers",
        options.numWorkers()
            + " to begin with, up to "
            + options.maxWorkers(request.kind())
            + " by what there is to do (THROUGHPUT_BASED)");
    line("each", options.workerMachineType() + ", " + options.diskSizeGb() + " GB of disk");
  }

  private void costs() {
    line(
        "billed",
        "each worker's vCPU and memory hours, "
            + options.diskSizeGb()
            + " GB hours of disk for each");
    more(
        stream()
            ? "Streaming Engine's compute units, for what it shuffles and keeps: the ledger's entry"
                + " of every access key, and open windows"
            : "Dataflow Shuffle's GB, for what is grouped");
    more("what is kept in " + Gs.bucket(options.staging()) + ", and logs");
    more("traffic from brokers and registry, where they are outside of the region");
    if (stream()) {
      more("a stream runs, and is billed, until it is drained or cancelled");
    }
  }

  private void permissions() {
    String project = options.service().project();
    line(
        "APIs",
        "gcloud services enable dataflow.googleapis.com compute.googleapis.com"
            + " storage.googleapis.com logging.googleapis.com --project="
            + project);
    line(
        "who submits",
        "roles/dataflow.developer in "
            + project
            + "; roles/storage.objectAdmin and roles/storage.legacyBucketReader on gs://"
            + Gs.bucket(options.staging())
            + "; roles/iam.serviceAccountUser on the workers' account");
    line(
        "who works",
        options
                .serviceAccount()
                .orElse(
                    "the project's default account of Compute Engine (better --service-account)")
            + ": roles/dataflow.worker in "
            + project
            + "; roles/storage.objectAdmin on gs://"
            + Gs.bucket(options.staging())
            + around.buckets().stream()
                .map(bucket -> " and gs://" + bucket)
                .collect(Collectors.joining()));
    options
        .workerSettings()
        .ifPresent(
            file ->
                more(
                    "both read "
                        + file
                        + ": roles/storage.objectViewer on its bucket, and nobody else should"));
  }

  private void network() {
    line(
        "network",
        options.subnetwork().or(options::network).orElse("default")
            + (options.noPublicIps()
                ? "; workers have no public addresses: the subnetwork needs Private Google Access"
                : "; each worker has a public address"));
    more(
        "workers must reach the brokers, by the addresses that these advertise: "
            + around.kafka().get("bootstrap.servers"));
    more("workers must reach the registry: " + around.registry());
    around.databases().forEach(database -> more("workers must reach the database: " + database));
  }

  private void credentials() {
    line(
        "credentials",
        options
            .workerSettings()
            .map(file -> "are read by each worker from " + file + " and stand nowhere else")
            .orElse("none: no --worker-settings, so Kafka and registry let everybody in"));
    if (around.authenticates()) {
      more("Kafka asks for a login: the file must hold kafka.sasl.jaas.config");
    }
    if (around.encrypts()) {
      more(
          "Kafka speaks TLS: where no public authority signed its certificates, the file must hold"
              + " kafka.ssl.truststore.type=PEM and kafka.ssl.truststore.certificates");
    }
    if (options.workerSettings().isPresent()) {
      more(
          "the registry's, where it asks: TANDEM_REGISTRY_USER and TANDEM_REGISTRY_PASSWORD, or"
              + " TANDEM_REGISTRY_TOKEN");
    }
    if (!around.databases().isEmpty()) {
      more("the database's: TANDEM_DB_USER and TANDEM_DB_PASSWORD");
    }
  }

  private void files(Rehearsal rehearsal) {
    line("uploaded", rehearsal.uploads() + ", to " + Gs.below(options.staging(), "staging"));
    line("request", String.format(Locale.ROOT, "%.2f MB of JSON", rehearsal.jobBytes() / 1e6));
  }

  private void line(String name, String text) {
    lines.add(String.format(Locale.ROOT, "%-" + WIDTH + "s %s", name, text));
  }

  private void more(String text) {
    line("", text);
  }
}
