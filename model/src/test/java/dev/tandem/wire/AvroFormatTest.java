package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.domain.Mark;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.avro.MarkRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes on the wire, shown on marks: Confluent's 5-byte header, then Avro's binary form. */
class AvroFormatTest {
  private final Schemas schemas = new Schemas(RegistrySettings.of("mock://avro-format"));
  private final LogFormat format = new LogFormat(schemas, "captures");

  private static Mark heartbeat() {
    return new Mark("main", Mark.Kind.HEARTBEAT, 123, 6);
  }

  @Test
  void shouldWriteAZeroTheSchemasIdAndTheRecord() {
    int id = schemas.idOf("captures", MarkRecord.getClassSchema());
    byte[] expected =
        ByteBuffer.allocate(14)
            .put((byte) 0)
            .putInt(id)
            .put(new byte[] {8, 'm', 'a', 'i', 'n'}) // a text of 4 bytes
            .put((byte) 4) // the symbol of index 2
            .put(new byte[] {(byte) 0xF6, 1}) // 123, as zigzag 246
            .put((byte) 12) // 6
            .array();

    assertThat(format.write(heartbeat())).isEqualTo(expected);
  }

  @Test
  void shouldRegisterASchemaUnderTopicAndRecordName() {
    format.write(heartbeat());

    assertThat(
            schemas.byId(
                schemas.idOf("captures", MarkRecord.getClassSchema()),
                List.of("captures-" + MarkRecord.getClassSchema().getFullName())))
        .isEqualTo(MarkRecord.getClassSchema());
    assertThat(format.read(format.write(heartbeat()))).isEqualTo(heartbeat());
  }

  @Test
  void shouldReadWhatANewerSchemaWrote() throws IOException {
    Schema newer =
        SchemaBuilder.record("MarkRecord")
            .namespace(MarkRecord.getClassSchema().getNamespace())
            .fields()
            .requiredString("collector")
            .name("kind")
            .type(MarkRecord.getClassSchema().getField("kind").schema())
            .noDefault()
            .requiredInt("partitions")
            .requiredLong("timeMs")
            .requiredString("source")
            .endRecord();
    GenericRecord record = new GenericData.Record(newer);
    record.put("collector", "2.0");
    record.put("kind", new GenericData.EnumSymbol(newer.getField("kind").schema(), "HEARTBEAT"));
    record.put("partitions", 6);
    record.put("timeMs", 123L);
    record.put("source", "main");

    assertThat(format.read(encode(newer, record))).isEqualTo(heartbeat());
  }

  private byte[] encode(Schema schema, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(schemas.idOf("newer", schema)).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  static byte[][] headless() {
    return new byte[][] {{}, {0}, {0, 0, 0, 1}, {1, 0, 0, 0, 1, 2}, {'{', '"', 'a', '"', '}'}};
  }

  @ParameterizedTest
  @MethodSource("headless")
  void shouldRefuseBytesWithoutAHeader(byte[] bytes) {
    assertThatThrownBy(() -> format.read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith(
            "a record of captures has no 5-byte schema header: " + bytes.length + " bytes");
  }

  @Test
  void shouldNameTheSchemaThatTheRegistryDoesNotKnow() {
    format.write(heartbeat());
    byte[] bytes = {0, 0x7F, 0, 0, 1, 2, 3};

    assertThatThrownBy(() -> format.read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessage("the registry mock://avro-format knows no schema 2130706433");
  }

  /** Avro's own decoder would allocate the 2 GB first. */
  @Test
  void shouldNotBelieveALengthThatIsMoreThanTheBytes() {
    int id = schemas.idOf("captures", MarkRecord.getClassSchema());
    byte[] bytes =
        ByteBuffer.allocate(11)
            .put((byte) 0)
            .putInt(id)
            .put(new byte[] {(byte) 0xEA, -1, -1, -1, 15, 'm'})
            .array();

    assertThatThrownBy(() -> format.read(bytes))
        .isInstanceOf(WireException.class)
        .hasMessageEndingWith("a length of 2147483637 in a record of 6 bytes");
  }

  @Test
  void shouldRefuseBytesBehindTheRecord() {
    byte[] written = format.write(heartbeat());

    assertThatThrownBy(() -> format.read(Arrays.copyOf(written, written.length + 1)))
        .isInstanceOf(WireException.class)
        .hasMessageEndingWith("it ends before its bytes do");
  }

  @Test
  void shouldRefuseARecordThatIsCutOff() {
    byte[] cut = Arrays.copyOf(format.write(heartbeat()), 9);

    assertThatThrownBy(() -> format.read(cut))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("a record of captures is not the MarkRecord that its schema ");
  }
}
