package dev.tandem.benchmarks.rival;

import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The contract in Flink's DataStream API:
 *
 * <pre>captures -> by access key, ledger -> (count, change) -> by count, tally -> answers</pre>
 *
 * Flink's own windows and watermarks are not used: they would decide what is late, which is a fact
 * about the document. Between the steps go Flink's tuples of a text and bytes, which it serializes
 * without reflection.
 */
final class FlinkJob {
  /** A record of the log: its key and value. */
  static final TypeInformation<Tuple2<String, byte[]>> KEYED_BYTES =
      Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private FlinkJob() {}

  /**
   * Counts.
   *
   * @param captures records of the log that have a key
   * @return for each change of a count its {@link CountText}, how many changes it has seen, and its
   *     {@link TallyBytes}
   */
  static SingleOutputStreamOperator<CountAnswer> answers(
      DataStream<Tuple2<String, byte[]>> captures, FlinkSettings settings) {
    return captures
        .keyBy(record -> record.f0, Types.STRING)
        .process(new LedgerFunction(settings), KEYED_BYTES)
        .name("ledger")
        .uid("ledger")
        .keyBy(addition -> addition.f0, Types.STRING)
        .process(new TallyFunction(), TypeInformation.of(CountAnswer.class))
        .name("tally")
        .uid("tally");
  }
}
