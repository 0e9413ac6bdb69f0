package dev.tandem.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: a relay without any traffic ends when it is told, says by which path it moved packets, and
/// may be closed twice. Method: start and close at once, on both paths.
class LoopStopsAtOnceTest {

  @ParameterizedTest
  @EnumSource
  void quietRelay(DataPath path) {
    Relay relay = RelayUnderTest.start(path);
    assertTrue(relay.running());
    assertEquals(path, relay.counters().path());
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), relay::close);
    assertFalse(relay.running());
    relay.close();
  }
}
