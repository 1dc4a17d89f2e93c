package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.RejectReason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row with a namespace that is no URI is well-formed neither for the reader nor for SQL. */
class NamespaceNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"urn:x", "a/b", "p://h:8/", "p://:8", "h?a&amp;b", "h&amp;tp:b", "&#38;:a", "p:#"})
  void shouldReadARowWhoseNamespacesAreUris(String name) {
    assertThat(read("<x xmlns:a='" + name + "'>" + authorisedNfe() + "</x>"))
        .isEqualTo(read(authorisedNfe()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "h!t:b", "a#b#c", "a&amp;b#c", "p://h:/", "p://:", "p://a@:", "%"})
  void shouldRefuseARowWithANamespaceThatIsNone(String name) {
    assertThat(Fixtures.refusal("<x xmlns:a='" + name + "'>" + authorisedNfe() + "</x>"))
        .isEqualTo(RejectReason.NOT_WELL_FORMED);
  }
}
