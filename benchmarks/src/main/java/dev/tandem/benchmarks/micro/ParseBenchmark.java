package dev.tandem.benchmarks.micro;

import dev.tandem.fiscalxml.FiscalXmlReader;
import dev.tandem.fiscalxml.Limits;
import dev.tandem.fiscalxml.ReadResult;
import dev.tandem.localstack.generator.GeneratedRow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A row's XML to its fiscal records, by what it is and by how large. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
@State(Scope.Benchmark)
public class ParseBenchmark {
  private final FiscalXmlReader reader = new FiscalXmlReader(Limits.DEFAULT);

  /** The row of median size among those of a shape. */
  @State(Scope.Benchmark)
  public static class OfShape {
    @Param public XmlShape shape;
    private byte[] xml = {};

    @Setup
    public void choose() {
      xml = shape.medianOf(Sample.rows().toList());
    }
  }

  /** The NF-e nearest to a size. */
  @State(Scope.Benchmark)
  public static class OfSize {
    @Param({"8", "13", "25", "50", "980", "1720"})
    public int kilobytes;

    private byte[] xml = {};

    @Setup
    public void choose() {
      List<GeneratedRow> rows = Sample.rows().toList();
      xml = XmlShape.nfeOf(kilobytes * 1000, rows);
    }
  }

  @Benchmark
  public ReadResult byShape(OfShape row) {
    return reader.readUtf8(row.xml);
  }

  @Benchmark
  public ReadResult bySize(OfSize row) {
    return reader.readUtf8(row.xml);
  }
}
