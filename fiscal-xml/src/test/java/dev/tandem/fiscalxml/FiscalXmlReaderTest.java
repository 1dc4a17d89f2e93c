package dev.tandem.fiscalxml;

import static dev.tandem.fiscalxml.Fixtures.CTE_KEY;
import static dev.tandem.fiscalxml.Fixtures.NFE_KEY;
import static dev.tandem.fiscalxml.Fixtures.authorisedNfe;
import static dev.tandem.fiscalxml.Fixtures.cte;
import static dev.tandem.fiscalxml.Fixtures.cteProc;
import static dev.tandem.fiscalxml.Fixtures.cteProtocol;
import static dev.tandem.fiscalxml.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.RejectReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiscalXmlReaderTest {
  @Test
  void shouldServeManyThreadsAtOnce() {
    FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);
    List<String> rows =
        List.of(
            authorisedNfe(),
            cteProc(cte(), cteProtocol(CTE_KEY, "101")),
            event(NFE_KEY, "110111", "135"),
            authorisedNfe().substring(0, 1500),
            "<html/>");
    List<ReadResult> alone = rows.stream().map(reader::read).toList();

    List<ReadResult> together =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(i -> reader.read(rows.get(i % rows.size())))
            .toList();

    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i % rows.size()));
    }
  }

  @Test
  void shouldAnswerWhereItFailsItself() {
    ReadResult result = new FiscalXmlReader(Limits.DEFAULT).read((byte[]) null);

    assertThat(result)
        .isEqualTo(
            new ReadResult.Unreadable(
                RejectReason.READER_FAILED, "java.lang.NullPointerException"));
  }

  @Test
  void shouldNeverCallARowReadThatHoldsNothing() {
    assertThatThrownBy(() -> new ReadResult.Read(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
