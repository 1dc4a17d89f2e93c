package dev.tandem.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Facts;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsFingerprintTest {
  static Stream<RecordComponent> fields() {
    return Arrays.stream(Facts.class.getRecordComponents());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void shouldChangeWithEveryFact(RecordComponent changed) throws ReflectiveOperationException {
    List<RecordComponent> fields = fields().toList();
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = fields.get(i).getAccessor().invoke(Samples.facts());
      values[i] = fields.get(i).getName().equals(changed.getName()) ? otherThan(value) : value;
    }
    Constructor<?> constructor =
        Facts.class.getConstructor(
            fields.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));

    assertThat(FactsFingerprint.of((Facts) constructor.newInstance(values)))
        .isNotEqualTo(FactsFingerprint.of(Samples.facts()));
  }

  private static Object otherThan(Object value) {
    if (value instanceof Long number) {
      return number + 1;
    }
    if (value instanceof TaxId) {
      return TaxId.cpf("52998224725");
    }
    return value instanceof TimePrecision ? TimePrecision.LOCAL : value + "0";
  }

  @Property
  void shouldBeTheSameForTheSameFactsOnly(@ForAll("facts") Facts a, @ForAll("facts") Facts b) {
    assertThat(FactsFingerprint.of(a) == FactsFingerprint.of(b)).isEqualTo(a.equals(b));
  }

  @Provide
  Arbitrary<Facts> facts() {
    return RandomFacts.facts(List.of(Samples.metric())).withoutEdgeCases();
  }
}
