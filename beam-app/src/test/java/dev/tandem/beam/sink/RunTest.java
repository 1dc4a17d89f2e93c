package dev.tandem.beam.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.common.ReflectHelpers;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(ObjectMapper.findModules(ReflectHelpers.findClassLoader()));

  @Test
  void shouldBeToldWhereATemplateIsStarted() throws Exception {
    PipelineOptions made = PipelineOptionsFactory.create();
    Run run = SerializableUtils.clone(Run.toldAtStart(made));

    started(made, "1790000000000");

    assertThat(run.ms()).isEqualTo(1_790_000_000_000L);
  }

  @Test
  void shouldSayWhatATemplateWasNotTold() throws Exception {
    PipelineOptions made = PipelineOptionsFactory.create();
    Run run = SerializableUtils.clone(Run.toldAtStart(made));

    started(made, null);

    assertThatThrownBy(run::ms)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without its parameter run");
  }

  /** As a worker does: options come to it as JSON, with what the template was started with. */
  private static void started(PipelineOptions made, String run) throws Exception {
    ObjectNode options = (ObjectNode) JSON.valueToTree(made);
    if (run != null) {
      ((ObjectNode) options.get("options")).put("run", run);
    }
    JSON.treeToValue(options, PipelineOptions.class);
  }
}
