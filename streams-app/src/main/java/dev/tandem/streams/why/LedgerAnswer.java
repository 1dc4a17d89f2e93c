package dev.tandem.streams.why;

import dev.tandem.streams.instances.Staleness;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger of a partition holds of an access key.
 *
 * @param value as the ledger store has it; none where it knows no capture of the key
 */
public record LedgerAnswer(int partition, List<byte[]> value, Optional<Staleness> stale) {}
