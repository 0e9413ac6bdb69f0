package dev.tandem.media.record;

import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.LegLimits;
import dev.tandem.media.leg.webrtc.WebRtcLegs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Real server legs for a test class; where the machine cannot have them, its tests are skipped
/// with the reason.
final class LegExtension implements BeforeAllCallback, AfterAllCallback {
  private final WebRtcLegs legs = WebRtcLegs.open(LegLimits.standard());

  WebRtcLegs legs() {
    return legs;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (legs.availability() instanceof Availability.Missing missing) {
      Assumptions.abort(missing.reason());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    legs.close();
  }
}
