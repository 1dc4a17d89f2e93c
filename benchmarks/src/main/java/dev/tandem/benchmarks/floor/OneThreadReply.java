package dev.tandem.benchmarks.floor;

/**
 * What the floor's process says.
 *
 * @param tenth when a tenth was counted
 * @param end when all was
 * @param rssMb its greatest resident set
 * @param counts see {@link CountsDigest}
 */
record OneThreadReply(Reading tenth, Reading end, double rssMb, String counts) {}
