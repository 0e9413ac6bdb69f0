package dev.tandem.media.leg.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.LegEvent;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.LegOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: a machine that lacks libraries is told what to install, in Debian's names, before anything
/// is loaded; and a leg that is asked for nevertheless fails with the same words.
class NativeLibrariesTest {
  private static final Set<String> MISSING = Set.of("libpulse.so.0", "libXrandr.so.2");

  private static Availability.Missing missing() {
    return assertInstanceOf(
        Availability.Missing.class, NativeLibraries.probe(library -> !MISSING.contains(library)));
  }

  @Test
  void completeMachineIsReady() {
    assertEquals(new Availability.Ready(), NativeLibraries.probe(library -> true));
  }

  @Test
  void missingLibrariesAreNamedAsPackages() {
    assertEquals(List.of("libpulse0", "libxrandr2"), missing().packages());
    assertEquals(
        "Voicemail needs libpulse.so.0, libXrandr.so.2: install libpulse0 libxrandr2 and restart",
        missing().reason());
  }

  @Test
  void linkersOwnWordsAreUnderstood() {
    Throwable failure =
        new NoClassDefFoundError("Could not initialize class")
            .initCause(
                new UnsatisfiedLinkError(
                    "/tmp/libwebrtc-java-linux-x86_64123.so: libdbus-1.so.3: cannot open shared object"
                        + " file: No such file or directory"));
    assertEquals(List.of("libdbus-1-3"), NativeLibraries.explain(failure).packages());
  }

  @Test
  void otherFailuresSayThatInstallingDoesNotHelp() {
    Availability.Missing other =
        NativeLibraries.explain(new UnsatisfiedLinkError("wrong ELF class"));
    assertEquals(List.of(), other.packages());
    assertTrue(other.reason().contains("UnsatisfiedLinkError"));
  }

  @Test
  void legWithoutLibrariesFailsWithTheReason() {
    List<LegEvent> events = new ArrayList<>();
    try (WebRtcLegs legs = WebRtcLegs.open(LegLimits.standard(), missing())) {
      legs.answer(new LegOffer("v=0\r\nm=audio", List.of()), events::add);
      assertEquals(missing(), legs.availability());
    }
    assertEquals(List.of(new LegEvent.Failed(missing().reason())), events);
  }
}
