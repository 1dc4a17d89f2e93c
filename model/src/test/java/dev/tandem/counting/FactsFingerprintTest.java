package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Facts;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FactsFingerprintTest {
  @Property
  void shouldBeTheSameForTheSameFactsOnly(@ForAll("facts") Facts a, @ForAll("facts") Facts b) {
    assertThat(FactsFingerprint.of(a) == FactsFingerprint.of(b)).isEqualTo(a.equals(b));
  }

  @Provide
  Arbitrary<Facts> facts() {
    return RandomFacts.facts(List.of(Samples.metric())).withoutEdgeCases();
  }
}
