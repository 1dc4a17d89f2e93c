package dev.tandem.benchmarks.harness;

import dev.tandem.benchmarks.floor.CopyToDevNull;
import dev.tandem.benchmarks.floor.Floor;
import dev.tandem.benchmarks.floor.OneThreadHashMaps;
import dev.tandem.benchmarks.system.CountingSystem;
import dev.tandem.benchmarks.system.Systems;
import java.util.List;

/** All that can be measured beside JMH's benchmarks. */
final class Measured {
  private Measured() {}

  static List<CountingSystem> systems() {
    return Systems.all();
  }

  static List<Floor> floors() {
    return List.of(new OneThreadHashMaps(), new CopyToDevNull());
  }
}
