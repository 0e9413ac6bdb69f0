package dev.tandem.messaging.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.messaging.text.NumberZones;
import dev.tandem.messaging.text.PhoneNumber;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: night is where the person is. Method: both edges of the night, clocks that change, numbers
/// that may be in several zones, numbers that may be anywhere.
class QuietHoursTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void theNightEndsAtEight() {
    assertEarliest("2026-06-01T12:00:00Z", "2026-06-01T11:59:59Z", NEW_YORK);
    assertEarliest("2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z", NEW_YORK);
    assertEarliest("2026-06-02T00:59:59Z", "2026-06-02T00:59:59Z", NEW_YORK);
    assertEarliest("2026-06-02T12:00:00Z", "2026-06-02T01:00:00Z", NEW_YORK);
  }

  @Test
  void clocksThatChangeInTheNightAreTheirs() {
    assertEarliest("2026-03-08T12:00:00Z", "2026-03-08T03:00:00Z", NEW_YORK);
    assertEarliest("2026-11-01T13:00:00Z", "2026-11-01T03:00:00Z", NEW_YORK);
  }

  @Test
  void nightAnywhereIsNight() {
    ZoneId losAngeles = ZoneId.of("America/Los_Angeles");
    assertEarliest("2026-06-01T15:00:00Z", "2026-06-01T13:00:00Z", NEW_YORK, losAngeles);
  }

  @Test
  void whoMayBeAnywhereHasNoRightHour() {
    ZoneId auckland = ZoneId.of("Pacific/Auckland");
    ZoneId madrid = ZoneId.of("Europe/Madrid");
    ZoneId honolulu = ZoneId.of("Pacific/Honolulu");
    Instant now = Instant.parse("2026-06-01T12:00:00Z");
    assertEquals(
        Optional.empty(),
        QuietHours.USUAL.earliest(now, List.of(NEW_YORK, auckland, madrid, honolulu)));
    assertEquals(Optional.empty(), QuietHours.USUAL.earliest(now, List.of()));
  }

  @Test
  void aSiestaEndsTheSameDay() {
    QuietHours siesta = new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0));
    Instant now = Instant.parse("2026-06-01T18:00:00Z");
    assertEquals(
        Optional.of(Instant.parse("2026-06-01T19:00:00Z")),
        siesta.earliest(now, List.of(NEW_YORK)));
    assertThrows(
        IllegalArgumentException.class, () -> new QuietHours(LocalTime.NOON, LocalTime.NOON));
  }

  @Test
  void numbersSayWhereTheyMayBe() {
    assertEquals(List.of("America/New_York"), NumberZones.of(new PhoneNumber("+12025550123")));
    assertEquals(List.of("Europe/Paris"), NumberZones.of(new PhoneNumber("+33612345678")));
    assertEquals(true, NumberZones.of(new PhoneNumber("+18005550123")).size() > 5);
  }

  private static void assertEarliest(String expected, String now, ZoneId... zones) {
    assertEquals(
        Optional.of(Instant.parse(expected)),
        QuietHours.USUAL.earliest(Instant.parse(now), List.of(zones)));
  }
}
