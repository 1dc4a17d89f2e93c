package dev.tandem.beam.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.runners.flink.FlinkBatchPortablePipelineTranslator;
import org.apache.beam.runners.flink.FlinkStreamingPortablePipelineTranslator;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.util.construction.Environments;
import org.apache.beam.sdk.util.construction.ExecutableStageTranslation;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.util.construction.graph.ExecutableStage;
import org.apache.beam.sdk.util.construction.graph.GreedyPipelineFuser;
import org.apache.beam.sdk.util.construction.graph.PipelineNode.PTransformNode;
import org.apache.beam.sdk.util.construction.graph.ProtoOverrides;
import org.apache.beam.sdk.util.construction.graph.QueryablePipeline;
import org.apache.beam.sdk.util.construction.graph.SplittableParDoExpander;
import org.apache.beam.sdk.util.construction.graph.TrivialNativeTransformExpander;

/**
 * The stages that portable Flink makes of a pipeline, by the names that its own pages show: it
 * fuses what need not be apart. The steps are those of Beam's FlinkPipelineRunner.
 */
final class HistoryStages {
  private HistoryStages() {}

  /** In an order in which each stage comes after those that it reads. */
  static List<String> of(HistoryGraph graph, boolean streaming) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(CrashingRunner.class);
    options
        .as(PortablePipelineOptions.class)
        .setDefaultEnvironmentType(Environments.ENVIRONMENT_EMBEDDED);
    options.as(ExperimentalOptions.class).setExperiments(List.of("use_deprecated_read"));
    Pipeline pipeline = Pipeline.create(options);
    if (streaming) {
      graph.stream(pipeline);
    } else {
      graph.backfill(pipeline, List.of());
    }
    SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReads(pipeline);
    return names(
        fused(PipelineTranslation.toProto(pipeline, SdkComponents.create(options)), streaming));
  }

  private static RunnerApi.Pipeline fused(RunnerApi.Pipeline pipeline, boolean streaming) {
    Set<String> known =
        streaming
            ? new FlinkStreamingPortablePipelineTranslator().knownUrns()
            : FlinkBatchPortablePipelineTranslator.createTranslator().knownUrns();
    RunnerApi.Pipeline expanded =
        ProtoOverrides.updateTransform(
            PTransformTranslation.PAR_DO_TRANSFORM_URN,
            pipeline,
            SplittableParDoExpander.createSizedReplacement());
    return GreedyPipelineFuser.fuse(TrivialNativeTransformExpander.forKnownUrns(expanded, known))
        .toPipeline();
  }

  private static List<String> names(RunnerApi.Pipeline fused) {
    List<String> names = new ArrayList<>();
    for (PTransformNode node :
        QueryablePipeline.forTransforms(fused.getRootTransformIdsList(), fused.getComponents())
            .getTopologicallyOrderedTransforms()) {
      names.add(name(node.getTransform()));
    }
    return names;
  }

  private static String name(RunnerApi.PTransform transform) {
    if (!transform.getSpec().getUrn().equals(ExecutableStage.URN)) {
      return transform.getUniqueName();
    }
    try {
      return ExecutableStageTranslation.generateNameFromStagePayload(
          RunnerApi.ExecutableStagePayload.parseFrom(transform.getSpec().getPayload()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
