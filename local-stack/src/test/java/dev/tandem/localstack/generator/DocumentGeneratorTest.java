package dev.tandem.localstack.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.localstack.generator.Fact.Kind;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DocumentGeneratorTest {
  private static final int ROWS = 30_000;
  private static final DocumentGenerator GENERATOR = Samples.generator(Samples.SEED, ROWS);

  @Property(tries = 50)
  void shouldMakeTheSameRowAgainWhateverWasMadeBefore(
      @ForAll long seed,
      @ForAll @IntRange(max = ROWS) int index,
      @ForAll @IntRange(max = ROWS) int other) {
    GeneratedRow expected = Samples.generator(seed, ROWS).row(index);
    DocumentGenerator used = Samples.generator(seed, ROWS);
    used.row(other);

    assertThat(used.row(index)).isEqualTo(expected);
  }

  @Property(tries = 300)
  void shouldGiveEveryKeyAndTaxIdValidDigits(@ForAll @IntRange(max = ROWS) int index) {
    for (Fact fact : GENERATOR.row(index).facts()) {
      if (!fact.accessKey().isEmpty()) {
        assertThat(fact.accessKey()).matches("[0-9]{6}[0-9A-Z]{12}[0-9]{26}");
        assertThat(mod11(fact.accessKey().substring(0, 43), 9))
            .isEqualTo(fact.accessKey().charAt(43));
      }
      if (fact.issuerType().equals("CNPJ")) {
        assertThat(fact.issuer()).matches("[0-9A-Z]{12}[0-9]{2}");
        assertThat(mod11(fact.issuer().substring(0, 13), 9)).isEqualTo(fact.issuer().charAt(13));
      }
      if (fact.issuerType().equals("CPF")) {
        assertThat(fact.issuer()).matches("[0-9]{11}");
        assertThat(mod11(fact.issuer().substring(0, 10), 12)).isEqualTo(fact.issuer().charAt(10));
      }
    }
  }

  @Property(tries = 300)
  void shouldMakeADraftThatIsNotAuthorisedAndIsTheSameDocument(
      @ForAll @IntRange(max = ROWS) int index) {
    GeneratedRow row = GENERATOR.row(index);
    GENERATOR
        .draft(index)
        .ifPresent(
            draft -> {
              assertThat(draft.id()).isEqualTo(row.id());
              assertThat(draft.receivedAt()).isEqualTo(row.receivedAt());
              assertThat(draft.xml()).isNotEqualTo(row.xml());
              assertThat(draft.facts()).hasSize(1);
              Fact fact = draft.facts().get(0);
              assertThat(fact.rowId()).isEqualTo(-row.id());
              assertThat(fact.status()).isIn("", "302");
              assertThat(fact.accessKey()).isEqualTo(row.facts().get(0).accessKey());
              assertThat(fact.issued()).isEqualTo(row.facts().get(0).issued());
            });
  }

  @Property(tries = 300)
  void shouldDescribeWhatARowHoldsInOrder(@ForAll @IntRange(max = ROWS) int index) {
    GeneratedRow row = GENERATOR.row(index);

    assertThat(row.id()).isEqualTo(index + 1L);
    assertThat(row.receivedAt()).isBeforeOrEqualTo(Samples.NOW);
    assertThat(row.receivedAt()).isEqualTo(row.receivedAt().truncatedTo(ChronoUnit.MILLIS));
    assertThat(row.facts()).isNotEmpty();
    assertThat(row.facts().stream().map(Fact::ordinal))
        .isEqualTo(IntStream.range(0, row.facts().size()).boxed().toList());
    assertThat(row.facts())
        .allSatisfy(
            fact -> {
              assertThat(fact.rowId()).isEqualTo(row.id());
              assertThat(fact.arrived()).isEqualTo(row.receivedAt());
              assertThat(fact.kind() == Kind.DOCUMENT).isEqualTo(fact.valueCents().isPresent());
              assertThat(fact.kind() == Kind.CANCELLATION).isEqualTo(!fact.form().isEmpty());
            });
    if (row.facts().get(0).kind() == Kind.REJECTED) {
      assertThat(row.facts()).hasSize(1);
    }
  }

  @Example
  void shouldGiveEveryNewDocumentAKeyOfItsOwn() {
    Roles roles = new Roles(Samples.SEED, LoadProfile.standard().withIssuers(20_000), 0);

    Map<String, List<Long>> rowsOfKey =
        IntStream.range(0, ROWS)
            .filter(index -> roles.roleOf(index) instanceof Role.Original)
            .mapToObj(GENERATOR::row)
            .collect(
                Collectors.groupingBy(
                    row -> row.facts().get(0).accessKey(),
                    Collectors.mapping(GeneratedRow::id, Collectors.toList())));

    assertThat(rowsOfKey.values()).allSatisfy(rows -> assertThat(rows).hasSize(1));
  }

  @Example
  void shouldRefuseARowBeforeTheFirstOne() {
    assertThatThrownBy(() -> GENERATOR.row(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the load begins at index 0: index=-1");
  }

  /** The rule of the domain sheet's sections 2 and 3, in other words than the generator's. */
  private static char mod11(String text, int largestWeight) {
    int span = largestWeight - 1;
    int sum =
        IntStream.range(0, text.length())
            .map(i -> (text.charAt(text.length() - 1 - i) - 48) * (2 + i % span))
            .sum();
    int digit = 11 - sum % 11;
    return (char) ('0' + (digit >= 10 ? 0 : digit));
  }
}
