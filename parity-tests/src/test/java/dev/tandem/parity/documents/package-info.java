/** Documents written otherwise without a change of what they say, and what is found in them. */
package dev.tandem.parity.documents;
