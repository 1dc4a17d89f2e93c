/** The spec: one YAML file that both engines load, checked as a whole before anything starts. */
package dev.tandem.spec;
