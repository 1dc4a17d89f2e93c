/**
 * JMH benchmarks of the pure pieces that both runtimes share: reading XML, the contract's steps,
 * the wire format. Time per operation; with {@code -prof gc}, what it allocates.
 *
 * <pre>
 *   java -jar benchmarks/target/benchmarks.jar -l
 *   java -jar benchmarks/target/benchmarks.jar 'micro.Ledger' -prof gc
 * </pre>
 */
package dev.tandem.benchmarks.micro;
