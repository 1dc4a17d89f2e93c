package dev.tandem.parity.laws;

import java.util.List;

/** Somebody who counts. */
public interface Opinion {
  /** How reports call it. */
  String name();

  /** An answer for each of the batch's logs, in their order. */
  List<Answer> answers(Batch batch);
}
