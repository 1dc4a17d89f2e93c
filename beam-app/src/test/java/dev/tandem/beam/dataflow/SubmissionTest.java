package dev.tandem.beam.dataflow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.vendor.grpc.v1p60p1.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private static final int LIMIT = 10 * 1024 * 1024;

  @Test
  void shouldRefuseAGraphThatDataflowDoesNotTake() {
    assertThatThrownBy(() -> Submission.refuseTooLarge(ofBytes(LIMIT + 1)))
        .isInstanceOf(DataflowException.class)
        .hasMessageContaining("--spec: its job would have a graph of 10.5 MB")
        .hasMessageContaining("divide its metrics among several specs");
  }

  @Test
  void shouldTakeAGraphThatDataflowTakes() {
    assertThatCode(() -> Submission.refuseTooLarge(ofBytes(LIMIT))).doesNotThrowAnyException();
  }

  private static Rehearsal ofBytes(int bytes) {
    return new Rehearsal("{}", ByteString.copyFrom(new byte[bytes]), List.of());
  }
}
