/** {@code ./tandem}: the whole of Tandem on one machine, each program a process of its own. */
package dev.tandem.localstack.launch;
