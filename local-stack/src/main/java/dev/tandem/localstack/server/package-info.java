/**
 * The servers Tandem needs, on one machine with nothing but a JDK: a Kafka broker in this JVM, a
 * PostgreSQL and a schema registry as child processes. All listen on 127.0.0.1 only, ask for no
 * password, keep their data in a folder that outlives them, and have that folder to themselves. For
 * trying out and for tests: none of them is a way to run a production server.
 */
package dev.tandem.localstack.server;
