/** Google's storage and Dataflow as a submission sees them, over 127.0.0.1, and strict. */
package dev.tandem.parity.google;
