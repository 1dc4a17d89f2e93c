/**
 * How to reach a schema registry: where it is, who asks, whom to trust, and a client of Confluent's
 * made from that.
 *
 * <p>The client's own classes (package {@code io.confluent.kafka.schemaregistry.client}) are part
 * of this module's jar; the parts of it that speak OAuth need classes Kafka 4 no longer has and are
 * not offered here.
 */
package dev.tandem.registry;
