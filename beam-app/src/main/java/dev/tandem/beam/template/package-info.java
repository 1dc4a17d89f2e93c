/** The history side as a Flex Template of Dataflow: what it may be given, and how it is started. */
package dev.tandem.beam.template;
