/**
 * What somebody would write who has the contract's rule but not Tandem: the same counts with Kafka
 * Streams' DSL and with Flink's DataStream API. Each is a program of its own that runs on the
 * libraries of the program it rivals. They take the rule from the model (ledger, windows, verdicts,
 * tallies), read the same log and write the same answers under the same guarantee; nothing else of
 * Tandem's is in them, and no trick for or against them.
 */
package dev.tandem.benchmarks.rival;
