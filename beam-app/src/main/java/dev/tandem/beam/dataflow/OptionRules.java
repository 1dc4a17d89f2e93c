package dev.tandem.beam.dataflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said of options before anybody is asked. Shapes are those of the service's API (v1b3:
 * {@code Job.name}, {@code Job.labels}), of Compute Engine's and of Cloud Storage's names.
 */
final class OptionRules {
  private static final String NAME = "[a-z]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String LABEL_KEY = "[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}";
  private static final String LABEL_VALUE = "[\\p{Ll}\\p{Lo}\\p{N}_-]{0,63}";
  private static final int MAX_LABELS = 64;
  private static final int MIN_DISK_GB = 30;

  /** Which share a processor; Dataflow's service level does not cover them. */
  private static final Set<String> SHARED =
      Set.of("f1-micro", "g1-small", "e2-micro", "e2-small", "e2-medium");

  private final Problems problems = new Problems();

  private OptionRules() {}

  /**
   * Checks all options.
   *
   * @throws DataflowException naming all that is wrong
   */
  static void check(DataflowOptions options, JobKind kind) {
    OptionRules rules = new OptionRules();
    rules.service(options.service());
    rules.places(options);
    rules.identity(options);
    rules.workers(options, kind);
    rules.network(options);
    rules.intent(options, kind);
    rules.problems.refuse();
  }

  /**
   * Checks which Dataflow is meant.
   *
   * @throws DataflowException naming all that is wrong
   */
  static void check(ServiceOptions options, Optional<String> jobName) {
    OptionRules rules = new OptionRules();
    rules.service(options);
    jobName.ifPresent(rules::jobName);
    rules.problems.refuse();
  }

  private void service(ServiceOptions service) {
    String project = service.project();
    problems.unless(
        !project.matches("[0-9]+"),
        "--project",
        project,
        "that is a project's number; give its id, as `gcloud projects list` names it");
    problems.unless(
        project.matches("[0-9]+|([a-z][-a-z0-9.]*:)?[a-z][-a-z0-9]{4,28}[a-z0-9]"),
        "--project",
        project,
        "give a project's id: 6 to 30 lower-case letters, digits and hyphens");
    String region = service.region();
    boolean zone = region.matches("[a-z]+(-[a-z]+)+[0-9]+-[a-z]");
    problems.unless(
        !zone,
        "--region",
        region,
        "that is a zone; give its region, "
            + region.substring(0, Math.max(0, region.length() - 2)));
    problems.unless(
        zone || region.matches("[a-z]+(-[a-z]+)+[0-9]+"),
        "--region",
        region,
        "give a region's name, such as southamerica-east1");
  }

  private void places(DataflowOptions options) {
    problems.unless(
        Gs.isObject(options.staging()),
        "--staging",
        options.staging(),
        "give a bucket that is there and a path in it: gs://BUCKET/PATH");
    options
        .template()
        .ifPresent(
            template ->
                problems.unless(
                    Gs.isObject(template), "--template", template, "give gs://BUCKET/OBJECT"));
    options
        .workerSettings()
        .ifPresent(
            file ->
                problems.unless(
                    Gs.isObject(file) || options.dryRun(),
                    "--worker-settings",
                    file,
                    "workers have no files of this machine; give gs://BUCKET/OBJECT (a dry run may"
                        + " read a local file in its place)"));
    if (options.dryRun() && options.out().isEmpty()) {
      problems.add("--dry-run: give --out DIR, a folder for what would be sent");
    }
    problems.unless(
        options.dryRun() || options.out().isEmpty(),
        "--out",
        options.out().map(Path::toString).orElse(""),
        "only a --dry-run writes there; give both or none");
    options
        .out()
        .ifPresent(
            out ->
                problems.unless(
                    emptyFolder(out),
                    "--out",
                    out,
                    "give a folder that is empty, or not there yet"));
  }

  private static boolean emptyFolder(Path out) {
    String[] found = out.toFile().list();
    return found == null ? !Files.exists(out) : found.length == 0;
  }

  private void identity(DataflowOptions options) {
    options.jobName().ifPresent(this::jobName);
    options
        .serviceAccount()
        .ifPresent(
            account ->
                problems.unless(
                    account.matches("[^@\\s]+@[^@\\s]+\\.gserviceaccount\\.com"),
                    "--service-account",
                    account,
                    "give a service account's address: NAME@PROJECT.iam.gserviceaccount.com"));
    Map<String, String> labels = options.labels();
    problems.unless(
        labels.size() <= MAX_LABELS - JobLabels.OWN,
        "--labels",
        labels.size() + " labels",
        "give at most " + (MAX_LABELS - JobLabels.OWN));
    labels.forEach(
        (key, value) -> {
          problems.unless(
              key.matches(LABEL_KEY) && value.matches(LABEL_VALUE),
              "--labels",
              key + "=" + value,
              "keys and values are at most 63 lower-case letters, digits, _ and -, and a key"
                  + " begins with a letter");
          problems.unless(
              !key.startsWith(JobLabels.PREFIX),
              "--labels",
              key + "=" + value,
              "labels that begin with " + JobLabels.PREFIX + " are Tandem's own; give another key");
        });
  }

  private void jobName(String name) {
    problems.unless(
        name.matches("[a-z]([-a-z0-9]{0,1022}[a-z0-9])?"),
        "--job-name",
        name,
        "give lower-case letters, digits and hyphens, a letter first and no hyphen last");
  }

  private void workers(DataflowOptions options, JobKind kind) {
    int max = options.maxWorkers(kind);
    problems.unless(
        options.numWorkers() > 0, "--num-workers", options.numWorkers(), "give 1 or more");
    problems.unless(max > 0, "--max-workers", max, "give 1 or more");
    problems.unless(
        options.numWorkers() <= max,
        "--num-workers",
        options.numWorkers(),
        "give no more than --max-workers = " + max + ", or raise that");
    problems.unless(
        options.diskSizeGb() >= MIN_DISK_GB,
        "--disk-size-gb",
        options.diskSizeGb(),
        "give " + MIN_DISK_GB + " or more: the workers' image and jars need them");
    String machine = options.workerMachineType();
    problems.unless(
        machine.matches("[a-z][a-z0-9]*(-[a-z0-9]+)+"),
        "--worker-machine-type",
        machine,
        "give a machine type of Compute Engine, such as e2-standard-2");
    problems.unless(
        !SHARED.contains(machine),
        "--worker-machine-type",
        machine,
        "Dataflow does not answer for machines that share a processor; give e2-standard-2 or"
            + " larger");
  }

  private void network(DataflowOptions options) {
    options
        .network()
        .ifPresent(
            network ->
                problems.unless(
                    network.matches(NAME), "--network", network, "give a VPC network's name"));
    options
        .subnetwork()
        .ifPresent(
            subnetwork -> {
              boolean shape =
                  subnetwork.matches(
                      "(https://www\\.googleapis\\.com/compute/v1/projects/[^/]+/)?regions/[^/]+"
                          + "/subnetworks/"
                          + NAME);
              problems.unless(
                  shape,
                  "--subnetwork",
                  subnetwork,
                  "give regions/"
                      + options.service().region()
                      + "/subnetworks/NAME, or all of its address"
                      + " (https://www.googleapis.com/compute/v1/projects/...) where another"
                      + " project has it");
              problems.unless(
                  !shape || subnetwork.contains("regions/" + options.service().region() + "/"),
                  "--subnetwork",
                  subnetwork,
                  "it must be in --region = " + options.service().region());
            });
  }

  private void intent(DataflowOptions options, JobKind kind) {
    if (options.update() && kind == JobKind.BACKFILL) {
      problems.add(
          "--update: a backfill cannot be updated, only a stream; cancel it and submit it again");
    }
    if (options.template().isPresent()) {
      if (options.update()) {
        problems.add(
            "--template: a template is not a job and cannot update one; leave --update out,"
                + " or --template to update now");
      }
      if (kind == JobKind.BACKFILL) {
        problems.add(
            "--template: a classic template of a backfill would always end where the log ended when"
                + " it was made; use a Flex Template, which looks when it is started");
      }
    }
  }
}
