package dev.tandem.streams.why;

import dev.tandem.streams.instances.PartitionQuestion;
import java.util.Objects;

/** What does the ledger of a partition hold of an access key? */
public record LedgerQuestion(int partition, boolean staleAllowed, String accessKey)
    implements PartitionQuestion {
  public LedgerQuestion {
    Objects.requireNonNull(accessKey, "accessKey");
  }
}
