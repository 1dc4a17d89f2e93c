package dev.tandem.counting;

/**
 * The accepted cancellation of lowest rank of an access key (contract, section 2).
 *
 * @param registeredMs when the authority registered it, or {@link dev.tandem.domain.Times#ABSENT}
 */
public record AcceptedCancellation(Rank rank, long registeredMs) {}
