package dev.tandem.collector.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CopyDecoderTest {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\u0000".getBytes(StandardCharsets.ISO_8859_1);

  @Property
  void shouldReadWhatPostgresWrites(
      @ForAll("tables") List<List<byte[]>> rows, @ForAll @IntRange(max = 20) int extension)
      throws IOException {
    CopyDecoder decoder = new CopyDecoder(new ByteArrayInputStream(copy(rows, 0, extension)), 3);
    for (List<byte[]> row : rows) {
      assertThat(decoder.next()).isTrue();
      for (int column = 0; column < row.size(); column++) {
        byte[] expected = row.get(column);
        if (expected == null) {
          assertThat(decoder.field(column)).isEmpty();
        } else {
          assertThat(decoder.field(column).orElseThrow()).isEqualTo(expected);
        }
      }
    }
    assertThat(decoder.next()).isFalse();
  }

  @Property(tries = 200)
  void shouldNotTakeATornCopyForAWholeOne(
      @ForAll("tables") List<List<byte[]>> rows, @ForAll @IntRange(min = 1, max = 200) int lost)
      throws IOException {
    byte[] whole = copy(rows, 0, 0);
    byte[] torn = Arrays.copyOf(whole, Math.max(0, whole.length - lost));
    assertThatThrownBy(
            () -> {
              CopyDecoder decoder = new CopyDecoder(new ByteArrayInputStream(torn), 3);
              while (decoder.next()) {
                decoder.field(0);
              }
            })
        .isInstanceOf(EOFException.class);
  }

  @Provide
  Arbitrary<List<List<byte[]>>> tables() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(300)
        .injectNull(0.2)
        .list()
        .ofSize(3)
        .list()
        .ofMaxSize(20);
  }

  @Test
  void shouldReadLongFieldsToo() throws IOException {
    for (int length : List.of((1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000)) {
      byte[] longer = new byte[length];
      Arrays.fill(longer, (byte) length);
      List<byte[]> row = Arrays.asList(longer, null, new byte[] {1});
      CopyDecoder decoder = new CopyDecoder(new ByteArrayInputStream(copy(List.of(row), 0, 0)), 3);

      assertThat(decoder.next()).isTrue();
      assertThat(decoder.field(0).orElseThrow()).isEqualTo(longer);
      assertThat(decoder.field(2).orElseThrow()).containsExactly(1);
      assertThat(decoder.next()).isFalse();
    }
  }

  @Test
  void shouldRefuseAnotherFormat() throws IOException {
    assertThatThrownBy(
            () ->
                new CopyDecoder(
                    new ByteArrayInputStream("1\ttext\tcopy\n\n".getBytes(StandardCharsets.UTF_8)),
                    3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a binary COPY");
    byte[] withOids = copy(List.of(), 1 << 16, 0);
    assertThatThrownBy(() -> new CopyDecoder(new ByteArrayInputStream(withOids), 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("flags=65536");
  }

  @Test
  void shouldRefuseRowsOfAnotherWidth() throws IOException {
    List<List<byte[]>> rows = new ArrayList<>();
    rows.add(List.of(new byte[] {1}));
    CopyDecoder decoder = new CopyDecoder(new ByteArrayInputStream(copy(rows, 0, 0)), 3);
    assertThatThrownBy(decoder::next)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 fields, expected 3");
  }

  private static byte[] copy(List<List<byte[]>> rows, int flags, int extension) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    out.writeInt(flags);
    out.writeInt(extension);
    out.write(new byte[extension]);
    for (List<byte[]> row : rows) {
      out.writeShort(row.size());
      for (byte[] field : row) {
        out.writeInt(field == null ? -1 : field.length);
        if (field != null) {
          out.write(field);
        }
      }
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }
}
