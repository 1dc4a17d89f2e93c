/**
 * JMH benchmarks from a capture's sending to its answer, of both sides as processes, over the same
 * captures: one is sent, and the next one when the answer is there. So they show how fast an answer
 * can be, and nothing of queues; what happens at a rate shows the load harness.
 *
 * <p>They need the programs built ({@code ./tandem} does), and start broker, registry and program
 * themselves, anew for each benchmark:
 *
 * <pre>
 *   java -jar benchmarks/target/benchmarks.jar endtoend
 * </pre>
 */
package dev.tandem.benchmarks.endtoend;
