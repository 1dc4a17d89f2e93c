package dev.tandem.localstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChildJvmTest {
  @Test
  void shouldGiveJdk17NoFlagThatItDoesNotKnow() {
    assertThat(ChildJvm.command(17)).hasSize(1);
  }

  @Test
  void shouldAllowJdk25WhatItWouldWarnOf() {
    assertThat(ChildJvm.command(25))
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }
}
