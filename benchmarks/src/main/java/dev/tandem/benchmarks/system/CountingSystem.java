package dev.tandem.benchmarks.system;

import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What reads captures and says counts, as upserts to a topic: the parts live and late of every
 * window of every metric of the spec.
 */
public interface CountingSystem {
  /** One of {@link dev.tandem.benchmarks.results.Subjects#SYSTEMS}. */
  String name();

  /**
   * The program. Started again at the same place after SIGKILL it goes on where it was, and after
   * {@link #lost} was deleted, too.
   */
  Program program(Place place);

  /** Topics that must be there before it is started; none where it creates its own. */
  default List<NewTopic> topics(Place place) {
    return List.of();
  }

  /** The topic that it says its counts to. */
  String answersTopic(Topics topics);

  /** Reads what it says. */
  AnswerReader reader(Topics topics, Schemas schemas);

  /**
   * The folder that is lost with the machine and that it can get back from elsewhere; empty where
   * the state in the place's folder is all there is.
   */
  Optional<Path> lost(Place place);

  /** Whether it has something to go on from after SIGKILL: not before a first checkpoint. */
  default boolean canGoOn(Place place) {
    return true;
  }
}
