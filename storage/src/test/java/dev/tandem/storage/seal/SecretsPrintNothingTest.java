package dev.tandem.storage.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Goal: a log line that holds a secret or something personal gives nothing away. Method: print
/// them.
final class SecretsPrintNothingTest {
  @Test
  void they_redact_themselves() {
    assertEquals("[secret]", "" + Secret.of("hunter2"));
    assertEquals("[personal]", "" + Personal.of("+12025550123"));
    assertEquals("[key]", "" + KeyBytes.random());
    assertEquals("DataKey[3]", "" + new DataKey(3, KeyBytes.random()));
  }
}
