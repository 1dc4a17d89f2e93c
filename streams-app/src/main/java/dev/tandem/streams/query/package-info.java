/** What the live side answers over HTTP. */
package dev.tandem.streams.query;
