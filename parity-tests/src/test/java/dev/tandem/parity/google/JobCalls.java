package dev.tandem.parity.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Dataflow's v1b3 API, as far as a submission asks it: the jobs of a project in a region. A job
 * runs as soon as it is created and goes on until it is asked to end. Its wordings are near to the
 * service's; nothing may depend on them.
 */
final class JobCalls {
  private static final String TIME = "2026-11-22T00:00:00.000Z";
  private static final String RUNNING = "JOB_STATE_RUNNING";
  private static final Set<String> VIEWS =
      Set.of("JOB_VIEW_UNKNOWN", "JOB_VIEW_SUMMARY", "JOB_VIEW_ALL", "JOB_VIEW_DESCRIPTION");
  private static final Set<String> FILTERS = Set.of("UNKNOWN", "ALL", "TERMINATED", "ACTIVE");

  private final RequestSchemas schemas;
  private final String project;
  private final String region;
  private final Predicate<String> staged;
  private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
  private final List<ObjectNode> requests = new ArrayList<>();

  /**
   * @param staged whether there is an object of this {@code gs://} name
   */
  JobCalls(RequestSchemas schemas, String project, String region, Predicate<String> staged) {
    this.schemas = schemas;
    this.project = project;
    this.region = region;
    this.staged = staged;
  }

  /** What was asked for, each as it was sent. */
  synchronized List<ObjectNode> created() {
    return List.copyOf(requests);
  }

  /** Jobs as the service tells of them, by id. */
  synchronized Map<String, ObjectNode> jobs() {
    return new LinkedHashMap<>(jobs);
  }

  boolean takes(Call call) {
    return !call.path().isEmpty() && call.path().get(0).equals("v1b3");
  }

  synchronized Answer answer(Call call) {
    if (call.is("GET", "v1b3", "projects", "*", "locations", "*", "jobs")) {
      call.takes("filter", "name", "pageSize", "pageToken", "view");
      place(call);
      return list(call);
    }
    if (call.is("POST", "v1b3", "projects", "*", "locations", "*", "jobs")) {
      call.takes("replaceJobId", "view");
      place(call);
      return create(schemas.read("JobCreate", call.text()));
    }
    if (call.is("GET", "v1b3", "projects", "*", "locations", "*", "jobs", "*")) {
      call.takes("view");
      place(call);
      return Answer.json(schemas.check("JobAnswer", job(call.path().get(6))));
    }
    if (call.is("PUT", "v1b3", "projects", "*", "locations", "*", "jobs", "*")) {
      call.takes("updateMask");
      place(call);
      return update(call.path().get(6), schemas.read("JobUpdate", call.text()));
    }
    throw new Refusal(400, "there is no such method: " + call);
  }

  private void place(Call call) {
    if (!VIEWS.contains(call.query().getOrDefault("view", "JOB_VIEW_UNKNOWN"))) {
      throw new Refusal(400, "view has no value " + call.query().get("view"));
    }
    if (!call.path().get(2).equals(project)) {
      throw new Refusal(
          403, "Could not access project " + call.path().get(2) + ": permission denied.");
    }
    if (!call.path().get(4).equals(region)) {
      // A user's mistake, not the client's: nothing is wrong with the shape of the request.
      throw new Refusal(404, "The region " + call.path().get(4) + " is not a Dataflow region.");
    }
  }

  private Answer list(Call call) {
    String filter = call.query().getOrDefault("filter", "ALL");
    if (!FILTERS.contains(filter)) {
      throw new Refusal(400, "filter has no value " + filter);
    }
    ObjectNode answer = schemas.object();
    ArrayNode found = answer.putArray("jobs");
    for (ObjectNode job : jobs.values()) {
      boolean active = isActive(job);
      if ((filter.equals("ACTIVE") && !active) || (filter.equals("TERMINATED") && active)) {
        continue;
      }
      if (call.query()
          .getOrDefault("name", job.get("name").asText())
          .equals(job.get("name").asText())) {
        // Labels are told of a single job only.
        found.add(job.deepCopy().without("labels"));
      }
    }
    return Answer.json(schemas.check("JobList", answer));
  }

  private Answer create(ObjectNode request) {
    String name = request.get("name").asText();
    Optional<ObjectNode> running =
        jobs.values().stream()
            .filter(job -> isActive(job) && job.get("name").asText().equals(name))
            .findFirst();
    Optional<String> replaces =
        Optional.ofNullable(request.get("replaceJobId")).map(JsonNode::asText);
    checkStaged(request);
    if (replaces.isPresent()) {
      if (!running.map(job -> job.get("id").asText()).equals(replaces)) {
        throw new Refusal(404, "There is no active job " + replaces.get() + " named " + name + ".");
      }
      if (!running.get().get("type").equals(request.get("type"))) {
        throw new Refusal(400, "A job is replaced by one of its type only.");
      }
    } else if (running.isPresent()) {
      throw new Refusal(409, "There is already an active job named " + name + ".");
    }
    requests.add(request);
    ObjectNode job = schemas.object();
    String id = String.format("2026-11-22_00_00_00-%019d", requests.size());
    job.put("id", id).put("projectId", project).put("location", region).put("name", name);
    job.set("type", request.get("type"));
    job.set("clientRequestId", request.get("clientRequestId"));
    job.put("createTime", TIME).put("currentStateTime", TIME).put("currentState", RUNNING);
    if (request.has("labels")) {
      job.set("labels", request.get("labels"));
    }
    running.ifPresent(
        before -> before.put("currentState", "JOB_STATE_UPDATED").put("replacedByJobId", id));
    replaces.ifPresent(before -> job.put("replaceJobId", before));
    jobs.put(id, job);
    return Answer.json(schemas.check("JobAnswer", job));
  }

  /** What the service would load must be there. */
  private void checkStaged(ObjectNode request) {
    List<String> needed = new ArrayList<>();
    JsonNode environment = request.get("environment");
    needed.add(environment.at("/sdkPipelineOptions/options/pipelineUrl").asText());
    for (JsonNode pool : environment.get("workerPools")) {
      pool.path("packages").forEach(file -> needed.add(file.get("location").asText()));
    }
    for (String location : needed) {
      String uri = location.replaceFirst("^storage\\.googleapis\\.com/", "gs://");
      if (!staged.test(uri)) {
        throw new Refusal(400, "the job needs " + location + ", which is not there");
      }
    }
  }

  private Answer update(String id, ObjectNode request) {
    ObjectNode job = job(id);
    for (String same : List.of("id", "projectId", "location", "name")) {
      if (request.has(same) && !request.get(same).equals(job.get(same))) {
        throw new Refusal(400, same + " is not that of the job: " + request.get(same));
      }
    }
    String state = request.get("requestedState").asText();
    if (!isActive(job)) {
      throw new Refusal(400, "The job is not running: " + job.get("currentState").asText());
    }
    if (state.equals("JOB_STATE_DRAINED") && job.get("type").asText().equals("JOB_TYPE_BATCH")) {
      throw new Refusal(400, "Only a streaming job can be drained.");
    }
    job.put("requestedState", state);
    job.put(
        "currentState",
        state.equals("JOB_STATE_DRAINED") ? "JOB_STATE_DRAINING" : "JOB_STATE_CANCELLING");
    return Answer.json(schemas.check("JobAnswer", job));
  }

  /**
   * Refuses a job that would not be taken.
   *
   * @param job as a template holds it
   */
  void check(JsonNode job) {
    checkStaged(schemas.check("JobCreate", job));
  }

  private ObjectNode job(String id) {
    return Optional.ofNullable(jobs.get(id))
        .orElseThrow(() -> new Refusal(404, "Could not find job " + id + "."));
  }

  private static boolean isActive(ObjectNode job) {
    return Set.of(RUNNING, "JOB_STATE_DRAINING", "JOB_STATE_CANCELLING")
        .contains(job.get("currentState").asText());
  }
}
