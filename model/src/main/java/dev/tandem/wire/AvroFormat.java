package dev.tandem.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One record type on one topic: 5-byte header and Avro binary. Thread-safe; encoders and decoders
 * are kept per thread.
 *
 * @param <T> the generated class
 */
final class AvroFormat<T extends SpecificRecordBase> {
  static final int HEADER_BYTES = 5;
  private static final byte MAGIC = 0;

  private final Schemas schemas;
  private final String topic;
  private final Schema schema;
  private final List<String> subjects;
  private final SpecificData data;
  private final SpecificDatumWriter<T> writer;
  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
  private final ThreadLocal<Buffers> buffers = ThreadLocal.withInitial(Buffers::new);
  private volatile int id = -1;

  AvroFormat(Schemas schemas, String topic, Schema schema) {
    this(schemas, topic, schema, List.of());
  }

  /**
   * Of a topic that holds several types.
   *
   * @param besides the other types' schemas
   */
  AvroFormat(Schemas schemas, String topic, Schema schema, List<Schema> besides) {
    this.schemas = schemas;
    this.topic = topic;
    this.schema = schema;
    this.subjects =
        Stream.concat(Stream.of(schema), besides.stream())
            .map(each -> Schemas.subject(topic, each))
            .toList();
    this.data = new GeneratedClasses();
    this.writer = new SpecificDatumWriter<>(schema, data);
  }

  byte[] encode(T value) {
    if (id < 0) {
      id = schemas.idOf(topic, schema);
    }
    Buffers mine = buffers.get();
    mine.bytes.reset();
    mine.bytes.write(MAGIC);
    mine.bytes.write(id >>> 24);
    mine.bytes.write(id >>> 16);
    mine.bytes.write(id >>> 8);
    mine.bytes.write(id);
    try {
      mine.encoder = EncoderFactory.get().binaryEncoder(mine.bytes, mine.encoder);
      writer.write(value, mine.encoder);
      mine.encoder.flush();
    } catch (IOException e) {
      throw new WireException("a " + schema.getName() + " cannot be written: " + e.getMessage(), e);
    }
    return mine.bytes.toByteArray();
  }

  /** The record name that bytes were written with; the header must be checked with it. */
  String recordName(byte[] bytes) {
    return schemas.byId(schemaId(bytes), subjects).getName();
  }

  /**
   * Reads a record and makes of it what it stands for.
   *
   * @param meaning may refuse the record with an {@link IllegalArgumentException}
   * @throws WireException where the bytes are no such record, or one that contradicts itself
   */
  <R> R decode(byte[] bytes, Function<T, R> meaning) {
    T avro = decode(bytes);
    try {
      return meaning.apply(avro);
    } catch (IllegalArgumentException e) {
      throw new WireException(
          "a " + schema.getName() + " of " + topic + " contradicts itself: " + e.getMessage(), e);
    }
  }

  private T decode(byte[] bytes) {
    int writerId = schemaId(bytes);
    SpecificDatumReader<T> reader = readers.get(writerId);
    if (reader == null) {
      reader = readers.computeIfAbsent(writerId, this::reader);
    }
    BoundedDecoder decoder = buffers.get().decoder;
    decoder.reset(bytes, HEADER_BYTES);
    try {
      T record = reader.read(null, decoder);
      decoder.expectEnd();
      return record;
    } catch (IOException | RuntimeException e) {
      throw new WireException(
          "a record of "
              + topic
              + " is not the "
              + schema.getName()
              + " that its schema "
              + writerId
              + " says: "
              + e,
          e);
    }
  }

  private SpecificDatumReader<T> reader(int writerId) {
    Schema written = schemas.byId(writerId, subjects);
    if (!written.getName().equals(schema.getName())) {
      throw new WireException(
          "a record of "
              + topic
              + " is a "
              + written.getFullName()
              + ", expected "
              + schema.getFullName());
    }
    return new SpecificDatumReader<>(written, schema, data);
  }

  private int schemaId(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new WireException(
          "a record of "
              + topic
              + " has no 5-byte schema header: "
              + bytes.length
              + " bytes"
              + (bytes.length > 0 ? ", first byte " + bytes[0] : ""));
    }
    return ByteBuffer.wrap(bytes).getInt(1);
  }

  private static final class Buffers {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    BinaryEncoder encoder;
    final BoundedDecoder decoder = new BoundedDecoder();
  }
}
