package dev.tandem.beam.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.pipeline.RegistryFormats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.io.kafka.KafkaCheckpointMark;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class KafkaPositionsTest {
  @Test
  void shouldBeReadableWhereTheSourceHasArrived() throws Exception {
    AvroCoder<KafkaCheckpointMark> coder = AvroCoder.of(KafkaCheckpointMark.class);
    KafkaCheckpointMark position =
        new KafkaCheckpointMark(
            List.of(new KafkaCheckpointMark.PartitionMark("captures", 3, 17, 42)),
            Optional.empty());
    SerializableUtils.clone(
        new ArrivalTimestampPolicyFactory(
            Map.of(),
            new RegistryFormats("mock://positions", "tandem-"),
            new ArrivalTimestampPolicy.MarksOf(1, 0)));

    KafkaCheckpointMark read =
        CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, position));

    assertThat(read.getPartitions().get(0).getNextOffset()).isEqualTo(17);
  }
}
