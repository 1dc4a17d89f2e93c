package dev.tandem.beam.staged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.harness.JvmInitializer;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.util.construction.RehydratedComponents;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Loads what a worker would load of a staged pipeline, in a process that has only what a worker
 * has, and says how much that was.
 */
public final class StagedPipeline {
  private StagedPipeline() {}

  public static void main(String[] args) throws Exception {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(GcpOptions.class).setProject("my-project");
    FileSystems.setDefaultPipelineOptions(options);
    FileSystems.matchNewResource("gs://my-bucket/object", false);
    for (JvmInitializer initializer : ServiceLoader.load(JvmInitializer.class)) {
      System.out.println("initializer " + initializer.getClass().getName());
      initializer.beforeProcessing(options);
    }
    RunnerApi.Components components =
        RunnerApi.Pipeline.parseFrom(Files.readAllBytes(Path.of(args[0]))).getComponents();
    int functions = 0;
    for (RunnerApi.PTransform transform : components.getTransformsMap().values()) {
      String urn = transform.getSpec().getUrn();
      if (urn.equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
        DoFn<?, ?> function =
            ParDoTranslation.getDoFn(
                RunnerApi.ParDoPayload.parseFrom(transform.getSpec().getPayload()));
        DoFnInvokers.invokerFor(function);
        functions++;
      } else if (urn.equals(PTransformTranslation.COMBINE_PER_KEY_TRANSFORM_URN)) {
        SerializableUtils.deserializeFromByteArray(
            RunnerApi.CombinePayload.parseFrom(transform.getSpec().getPayload())
                .getCombineFn()
                .getPayload()
                .toByteArray(),
            "combine function");
        functions++;
      }
    }
    RehydratedComponents rehydrated = RehydratedComponents.forComponents(components);
    for (String coder : components.getCodersMap().keySet()) {
      rehydrated.getCoder(coder);
    }
    for (String windowing : components.getWindowingStrategiesMap().keySet()) {
      rehydrated.getWindowingStrategy(windowing);
    }
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    new KafkaConsumer<>(Map.of("bootstrap.servers", "127.0.0.1:1"), bytes, bytes).close();
    System.out.println("functions " + functions);
  }
}
