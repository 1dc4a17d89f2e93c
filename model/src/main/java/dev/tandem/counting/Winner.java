package dev.tandem.counting;

import dev.tandem.domain.Facts;

/** The countable document of lowest rank of an access key (contract, section 2). */
public record Winner(Rank rank, Facts facts) {}
