package dev.tandem.gateway.call.driver;

import dev.tandem.gateway.call.CallInput;
import dev.tandem.gateway.call.CallOutput;
import dev.tandem.gateway.call.Candidate;
import dev.tandem.media.leg.Availability;
import dev.tandem.media.leg.IceCandidate;
import dev.tandem.media.record.VoicemailRequest;
import dev.tandem.media.record.VoicemailSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's own legs: calls that voicemail has taken. Owned by the [Owner]; what the legs
/// report comes on their threads and is handed over.
final class VoicemailDesk {
  private static final Logger LOG = LoggerFactory.getLogger(VoicemailDesk.class);

  private static final class Leg {
    final MessageTaker taker;
    @Nullable VoicemailSession session;
    CallLedger.@Nullable Sound sound;

    Leg(MessageTaker taker) {
      this.taker = taker;
    }
  }

  private final Owner owner;
  private final VoicemailSettings settings;
  private final Consumer<CallInput> calls;
  private final Map<UUID, Leg> legs = new HashMap<>();

  VoicemailDesk(Owner owner, VoicemailSettings settings, Consumer<CallInput> calls) {
    this.owner = owner;
    this.settings = settings;
    this.calls = calls;
  }

  /// What this machine lacks to take voicemail, in a sentence that names the packages.
  Optional<String> missing() {
    return switch (settings.line().availability()) {
      case Availability.Ready ready -> Optional.empty();
      case Availability.Missing missing -> Optional.of(sentence(missing));
    };
  }

  private static String sentence(Availability.Missing missing) {
    if (missing.packages().isEmpty()) {
      return "No voicemail is taken: " + missing.reason();
    }
    String packages = String.join(", ", missing.packages());
    return "No voicemail is taken until the operator installs " + packages + ".";
  }

  void take(CallOutput.TakeVoicemail take) {
    UUID call = take.call();
    MessageTaker taker =
        new MessageTaker(
            call,
            take.caller().workspace(),
            settings.sounds(),
            (of, sound) -> owner.run(() -> stored(of, sound)),
            calls);
    Leg leg = new Leg(taker);
    legs.put(call, leg);
    try {
      VoicemailSession session =
          settings
              .line()
              .take(
                  new VoicemailRequest(
                      take.sdp(),
                      settings.relays().apply(call),
                      settings.greeting(),
                      settings.limits()),
                  taker);
      leg.session = session;
      take.candidates().forEach(candidate -> session.remoteCandidate(ice(candidate)));
    } catch (RuntimeException failure) {
      LOG.error("Voicemail could not be started", failure);
      calls.accept(new CallInput.LegFailed(call, "Voicemail failed; call again later."));
    }
  }

  private void stored(UUID call, CallLedger.Sound sound) {
    Leg leg = legs.get(call);
    if (leg != null) {
      leg.sound = sound;
    }
  }

  void trickle(CallOutput.LegTrickle trickle) {
    with(trickle.call(), session -> session.remoteCandidate(ice(trickle.candidate())));
  }

  void digit(CallOutput.LegDigit digit) {
    with(digit.call(), session -> session.dtmf(digit.digit()));
  }

  void stop(UUID call, boolean keep) {
    Leg leg = legs.get(call);
    if (leg != null && !keep) {
      leg.taker.drop();
    }
    with(call, VoicemailSession::hangUp);
  }

  private void with(UUID call, Consumer<VoicemailSession> work) {
    Leg leg = legs.get(call);
    if (leg != null && leg.session != null) {
      work.accept(leg.session);
    }
  }

  /// The stored sound of a recorded call.
  CallLedger.Sound sound(UUID call) {
    Leg leg = legs.get(call);
    if (leg == null || leg.sound == null) {
      throw new IllegalStateException("a sound is stored before its voicemail is written");
    }
    return leg.sound;
  }

  /// The call is over.
  void forget(UUID call) {
    Leg leg = legs.remove(call);
    if (leg != null) {
      leg.taker.drop();
    }
  }

  private static IceCandidate ice(Candidate candidate) {
    return new IceCandidate(candidate.sdpMid(), candidate.sdpMLineIndex(), candidate.candidate());
  }
}
