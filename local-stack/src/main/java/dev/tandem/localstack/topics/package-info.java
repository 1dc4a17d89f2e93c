/**
 * Reads Tandem's topics whole: what the live side answered, what the log holds, and whether all of
 * it has been counted.
 */
package dev.tandem.localstack.topics;
