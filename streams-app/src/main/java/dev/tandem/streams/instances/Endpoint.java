package dev.tandem.streams.instances;

import java.util.function.Function;

/**
 * A kind of question about a partition, where instances ask each other.
 *
 * @param path at every instance; a question that comes this way is answered there or refused, and
 *     never sent on: so none can run in circles
 * @param store whose owner can answer
 * @param here answers from this instance's own stores, or throws {@link NotReady}
 */
public record Endpoint<Q extends PartitionQuestion, A>(
    String path, String store, Class<Q> question, Class<A> answer, Function<Q, A> here) {}
