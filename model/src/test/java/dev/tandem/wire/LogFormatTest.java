package dev.tandem.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.Mark;
import dev.tandem.domain.OtherRecord;
import dev.tandem.domain.PrimaryKey;
import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import dev.tandem.domain.Row;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.TimePrecision;
import dev.tandem.domain.Times;
import dev.tandem.registry.RegistrySettings;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogFormatTest {
  private static final String KEY = "35180834128745000152550010000476051695511860";
  private final Schemas schemas = new Schemas(RegistrySettings.of("mock://log-format"));
  private final LogFormat format = new LogFormat(schemas, "captures");

  @Test
  void shouldReadBackADocument() {
    Facts facts =
        new Facts(
            "55",
            TaxId.cnpj("34128745000152"),
            "12345678",
            "SP",
            "4.00",
            "1",
            "1",
            "1",
            61_037,
            1_534_360_617_000L,
            1_534_349_817_000L,
            TimePrecision.INSTANT,
            1_534_360_700_000L);
    Capture capture =
        new Capture(
            new Row("main", "public.documents", PrimaryKey.of(7)),
            42,
            new Digest(-1, 1),
            0,
            99,
            true,
            new Document(KEY, facts, "100", true, Set.of(Document.Flag.KEY_ISSUER_DIFFERS)));

    assertThat(format.read(format.write(capture))).isEqualTo(capture);
    assertThat(new String(format.key(capture), UTF_8)).isEqualTo(KEY);
  }

  @Test
  void shouldReadBackCancellationsOthersAndMarks() {
    Row row = new Row("main", "public.documents", PrimaryKey.text("a-b"));
    Capture cancellation =
        new Capture(
            row,
            0,
            new Digest(1, 2),
            1,
            -5,
            false,
            new Cancellation(KEY, Cancellation.Form.EVENT, "110111", "135", true, Times.ABSENT));
    Capture other =
        new Capture(row, 0, new Digest(1, 2), 2, 5, false, new OtherRecord("", "number-gap"));
    Mark mark = new Mark("main", Mark.Kind.HEARTBEAT, 123, 6);

    assertThat(format.read(format.write(cancellation))).isEqualTo(cancellation);
    assertThat(format.read(format.write(other))).isEqualTo(other);
    assertThat(other.key()).isEqualTo("main/public.documents/a-b");
    assertThat(format.read(format.write(mark))).isEqualTo(mark);
  }

  @Test
  void shouldSayWhatIsWrongWithForeignBytes() {
    RejectionFormat rejections = new RejectionFormat(schemas, "captures-rejected");
    byte[] rejection =
        rejections.write(new Rejection("main/t/1", "00", RejectReason.DOCTYPE, "line 1", 3));

    assertThatThrownBy(() -> format.read(new byte[] {'{', '}'}))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("captures")
        .hasMessageContaining("5-byte schema header: 2 bytes");
    assertThatThrownBy(() -> format.read(rejection))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("RejectionRecord");
    byte[] cut = Arrays.copyOf(rejection, 8);
    assertThatThrownBy(() -> rejections.read(cut)).isInstanceOf(WireException.class);
    assertThat(rejections.read(rejection).reason()).isEqualTo(RejectReason.DOCTYPE);
  }
}
