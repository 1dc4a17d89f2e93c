package dev.tandem.benchmarks.rival;

import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Adds up, by count, and says each sum with its number. */
final class TallyFunction
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, CountAnswer> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Tuple2<Long, byte[]>> state;

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "tally",
                    Types.TUPLE(
                        Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)));
  }

  @Override
  public void processElement(
      Tuple2<String, byte[]> addition, Context context, Collector<CountAnswer> out)
      throws IOException {
    Tuple2<Long, byte[]> before = state.value();
    long version = before == null ? 0 : before.f0 + 1;
    byte[] sum =
        before == null
            ? addition.f1
            : TallyBytes.write(TallyBytes.read(before.f1).plus(TallyBytes.read(addition.f1)));
    state.update(Tuple2.of(version, sum));
    out.collect(new CountAnswer(addition.f0, version, sum));
  }
}
