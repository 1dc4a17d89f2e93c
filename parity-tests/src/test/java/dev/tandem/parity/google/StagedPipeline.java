package dev.tandem.parity.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Sets;
import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.vendor.grpc.v1p60p1.com.google.protobuf.InvalidProtocolBufferException;

/** The pipeline that a job's workers would load, as it was staged. */
public final class StagedPipeline {
  private static final String PAR_DO = "beam:transform:pardo:v1";
  private static final String GROUP = "beam:transform:group_by_key:v1";
  private static final String RESHUFFLE = "beam:transform:reshuffle:v1";

  private final RunnerApi.Components components;

  private StagedPipeline(RunnerApi.Pipeline pipeline) {
    this.components = pipeline.getComponents();
  }

  /** Of a job that was asked for. */
  public static StagedPipeline of(LoopbackGoogle google, JsonNode job) throws IOException {
    String url = job.at("/environment/sdkPipelineOptions/options/pipelineUrl").asText();
    return new StagedPipeline(RunnerApi.Pipeline.parseFrom(google.objects().get(url)));
  }

  /** Of all transforms, but for those that Beam has numbered. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    transforms().forEach(transform -> names.add(transform.getUniqueName()));
    return names;
  }

  /** Whether all of it ends. */
  public boolean isBounded() {
    return components.getPcollectionsMap().values().stream()
        .allMatch(each -> each.getIsBounded() == RunnerApi.IsBounded.Enum.BOUNDED);
  }

  public void assertNamesAreUnique() {
    List<String> names = transforms().stream().map(RunnerApi.PTransform::getUniqueName).toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
  }

  /** KafkaIO's splittable read, and no wrapped one. */
  public void assertReadsBySplitting() throws InvalidProtocolBufferException {
    List<String> splittable = new ArrayList<>();
    for (RunnerApi.PTransform transform : transforms()) {
      assertThat(transform.getSpec().getUrn()).isNotEqualTo("beam:transform:read:v1");
      if (transform.getSpec().getUrn().equals(PAR_DO)
          && !RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload())
              .getRestrictionCoderId()
              .isEmpty()) {
        splittable.add(transform.getUniqueName());
      }
    }
    assertThat(splittable)
        .singleElement()
        .asString()
        .startsWith("Captures/")
        .contains("ReadFromKafkaViaSDF");
  }

  /** That each metric's windows are fired and kept as the spec says. */
  public void assertWindows(Spec spec) {
    for (MetricSpec metric : spec.metrics()) {
      RunnerApi.WindowingStrategy strategy = windowing(metric);
      String name = metric.metric().name();
      assertThat(strategy.getWindowFn().getPayload().toStringUtf8())
          .as(name)
          .contains("SpecWindowFn");
      HistoryPipeline.keptForMs(metric.metric().lateness())
          .ifPresent(ms -> assertThat(strategy.getAllowedLateness()).as(name).isEqualTo(ms));
      assertThat(strategy.getAccumulationMode())
          .as(name)
          .isEqualTo(
              metric.history().accumulation() == MetricSpec.Accumulation.ACCUMULATING
                  ? RunnerApi.AccumulationMode.Enum.ACCUMULATING
                  : RunnerApi.AccumulationMode.Enum.DISCARDING);
      assertThat(strategy.getOnTimeBehavior())
          .as(name)
          .isEqualTo(RunnerApi.OnTimeBehavior.Enum.FIRE_IF_NONEMPTY);
      assertThat(strategy.getClosingBehavior())
          .as(name)
          .isEqualTo(RunnerApi.ClosingBehavior.Enum.EMIT_IF_NONEMPTY);
      assertThat(strategy.getTrigger().hasAfterEndOfWindow()).as(name).isTrue();
      assertThat(strategy.getTrigger().getAfterEndOfWindow().hasEarlyFirings()).as(name).isTrue();
      assertThat(strategy.getTrigger().getAfterEndOfWindow().hasLateFirings()).as(name).isTrue();
    }
  }

  /** That what each metric is tallied by has our coders, and not what Beam makes up. */
  public void assertCoders(Spec spec) {
    for (MetricSpec metric : spec.metrics()) {
      RunnerApi.Coder pairs = components.getCodersOrThrow(grouped(metric).getCoderId());
      assertThat(pairs.getSpec().getUrn()).isEqualTo("beam:coder:kv:v1");
      assertThat(payload(pairs.getComponentCoderIds(0))).contains("AnswerKeyCoder");
      assertThat(payload(pairs.getComponentCoderIds(1))).contains("TallyCoder");
    }
  }

  /** That whatever way leads from a tally or the ledger to a writer goes through a shuffle. */
  public void assertIsSettledBeforeItIsWritten() {
    Set<String> unsettled = new HashSet<>();
    Deque<String> ahead = new ArrayDeque<>();
    for (RunnerApi.PTransform transform : transforms()) {
      if (transform.getUniqueName().endsWith("/Tally/GroupByKey")
          || transform.getUniqueName().startsWith("Ledger/")) {
        ahead.addAll(transform.getOutputsMap().values());
      }
    }
    assertThat(ahead).isNotEmpty();
    while (!ahead.isEmpty()) {
      String collection = ahead.poll();
      for (RunnerApi.PTransform transform : transforms()) {
        boolean leaf = transform.getSubtransformsCount() == 0;
        if (leaf
            && transform.getInputsMap().containsValue(collection)
            && !transform.getSpec().getUrn().equals(GROUP)
            && unsettled.add(transform.getUniqueName())) {
          ahead.addAll(transform.getOutputsMap().values());
        }
      }
    }
    assertThat(unsettled).as("what is written before it is settled").noneMatch(this::writes);
    assertThat(names()).as("writers").anyMatch(this::writes);
    assertThat(transforms())
        .filteredOn(transform -> transform.getSpec().getUrn().equals(RESHUFFLE))
        .extracting(RunnerApi.PTransform::getUniqueName)
        .anyMatch(name -> name.startsWith("Settled/"));
  }

  private boolean writes(String name) {
    return name.matches("(Counts|Expired|Rejected)/.*");
  }

  /** Beam's own container, and what it stages besides. */
  public void assertEnvironment() throws InvalidProtocolBufferException {
    assertThat(components.getEnvironmentsMap().values()).hasSize(1);
    RunnerApi.Environment environment = components.getEnvironmentsMap().values().iterator().next();
    assertThat(RunnerApi.DockerPayload.parseFrom(environment.getPayload()).getContainerImage())
        .matches(".*beam_java17_sdk:2\\.62\\.0");
    assertThat(environment.getCapabilitiesList())
        .contains(
            "beam:protocol:progress_reporting:v1", "beam:protocol:sdk_consuming_received_data:v1");
    Set<String> files = new TreeSet<>();
    for (RunnerApi.ArtifactInformation file : environment.getDependenciesList()) {
      files.add(file.getRolePayload().toStringUtf8());
    }
    assertThat(files).anyMatch(file -> file.contains("beam-app"));
    assertThat(Sets.filter(files, file -> file.contains("flink"))).isEmpty();
  }

  private RunnerApi.WindowingStrategy windowing(MetricSpec metric) {
    return components.getWindowingStrategiesOrThrow(grouped(metric).getWindowingStrategyId());
  }

  /** What a metric's tallies are made of. */
  private RunnerApi.PCollection grouped(MetricSpec metric) {
    String name = metric.metric().id() + "/Tally/GroupByKey";
    RunnerApi.PTransform group =
        transforms().stream()
            .filter(transform -> transform.getUniqueName().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no transform " + name));
    return components.getPcollectionsOrThrow(group.getInputsMap().values().iterator().next());
  }

  private String payload(String coder) {
    return components.getCodersOrThrow(coder).getSpec().getPayload().toStringUtf8();
  }

  private List<RunnerApi.PTransform> transforms() {
    return List.copyOf(components.getTransformsMap().values());
  }
}
