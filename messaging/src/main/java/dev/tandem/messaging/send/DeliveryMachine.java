package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.Sighting;
import dev.tandem.messaging.send.DeliveryInput.Due;
import dev.tandem.messaging.send.DeliveryInput.NotSeen;
import dev.tandem.messaging.send.DeliveryInput.Seen;
import dev.tandem.messaging.send.DeliveryInput.Sent;
import dev.tandem.messaging.send.DeliveryInput.Unclear;
import dev.tandem.messaging.send.DeliveryStep.Finish;
import dev.tandem.messaging.send.DeliveryStep.LookUp;
import dev.tandem.messaging.send.DeliveryStep.Send;
import dev.tandem.messaging.send.DeliveryStep.Wait;
import dev.tandem.storage.message.MessageState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides what is done next with one outbound text. Pure: time and chance are arguments.
///
/// ```
/// QUEUED ── Send ──> SENDING ── accepted ──────────────────> SENT ... (delivery reports)
///                     │  ^  │ refused, expired ───────────> FAILED
///              later ─┘──┘  │ no answer, or a crash
///                           v
///                      UNCONFIRMED ── seen ───────────────> SENT
///                           │  ^ └─── not seen: Send again
///                  unclear ─┘──┘
/// ```
///
/// A crash is waited out before the carrier is asked: a request that was on its way when its sender
/// died may not be in the carrier's list yet.
///
/// The way back to `Send` from a send that may have been accepted leads through the carrier's word
/// that it was not.
///
/// @param submitted when the member sent it
/// @param attempts how often its job was taken for the same thing, this time included: to be sent,
///   or to be looked up
record DeliveryMachine(DeliveryPolicy policy, Instant submitted, int attempts) {
  private static final int MAX_DOUBLINGS = 30;

  /// @param chance 0 (inclusive) to 1 (exclusive): where in the backoff's range to wait
  DeliveryStep apply(Instant now, DeliveryInput input, double chance) {
    return switch (input) {
      case Due(MessageState state, boolean interrupted) -> due(now, state, interrupted);
      case Sent(Accepted(Sighting sighting)) -> settled(sighting);
      case Sent(Refused(CarrierError error)) -> failed(error);
      case Sent(Retry(Optional<Duration> after, String code)) -> later(now, after, code, chance);
      case Sent(Unknown _) -> unconfirmed(now, 0, true);
      case Seen(Sighting sighting) -> settled(sighting);
      case NotSeen _ -> expired(now) ? failed(expiredError()) : new Send();
      case Unclear(boolean worthAskingAgain) ->
          worthAskingAgain && !expired(now) ? unconfirmed(now, attempts, false) : neverConfirmed();
    };
  }

  private DeliveryStep due(Instant now, MessageState state, boolean interrupted) {
    return switch (state) {
      case QUEUED -> expired(now) ? failed(expiredError()) : new Send();
      case SENDING -> {
        if (interrupted) {
          yield afterCrash(now);
        }
        yield expired(now) ? failed(expiredError()) : new Send();
      }
      case UNCONFIRMED -> interrupted ? afterCrash(now) : new LookUp();
      case SENT, DELIVERED, UNDELIVERED, FAILED, CANCELED, RECEIVED ->
          new Finish(Optional.empty(), Optional.empty(), Optional.empty());
    };
  }

  private Wait afterCrash(Instant now) {
    return new Wait(now.plus(policy.afterCrash()), Optional.of(MessageState.UNCONFIRMED), true);
  }

  private static Finish settled(Sighting sighting) {
    return new Finish(
        Optional.of(state(sighting.state())), Optional.of(sighting.providerId()), sighting.error());
  }

  private DeliveryStep later(Instant now, Optional<Duration> after, String code, double chance) {
    Instant until = now.plus(pause(after.orElse(Duration.ZERO), chance));
    if (until.isAfter(submitted.plus(policy.expiry()))) {
      return failed(
          new CarrierError(
              code,
              Remedy.TRY_LATER,
              "The carrier could not take the text for too long. Send it again."));
    }
    return new Wait(until, Optional.empty(), false);
  }

  /// Full jitter (Brooker, "Exponential Backoff And Jitter", 2015), never less than the carrier
  /// asks for.
  private Duration pause(Duration atLeast, double chance) {
    long base = policy.backoffBase().toMillis();
    long doubled = base << Math.min(attempts - 1, MAX_DOUBLINGS);
    long ceiling =
        doubled < base
            ? policy.backoffCap().toMillis()
            : Math.min(doubled, policy.backoffCap().toMillis());
    return atLeast.plusMillis((long) (ceiling * chance));
  }

  /// A doubt is cleared up soon, however often the carrier was busy before: its pauses grow with
  /// the look-ups that told nothing.
  private DeliveryStep unconfirmed(Instant now, int lookUps, boolean anew) {
    int step = Math.min(lookUps, policy.settleAfter().size() - 1);
    return new Wait(
        now.plus(policy.settleAfter().get(step)), Optional.of(MessageState.UNCONFIRMED), anew);
  }

  private static DeliveryStep neverConfirmed() {
    return new Finish(
        Optional.of(MessageState.UNCONFIRMED),
        Optional.empty(),
        Optional.of(
            new CarrierError(
                "unconfirmed",
                Remedy.TRY_LATER,
                "The carrier did not say whether it took the text. It may have arrived; ask before sending it again.")));
  }

  private static DeliveryStep failed(CarrierError error) {
    return new Finish(Optional.of(MessageState.FAILED), Optional.empty(), Optional.of(error));
  }

  private static CarrierError expiredError() {
    return new CarrierError(
        "expired",
        Remedy.TRY_LATER,
        "The text could not be sent in time and was given up. Send it again.");
  }

  private boolean expired(Instant now) {
    return !now.isBefore(submitted.plus(policy.expiry()));
  }

  /// A text at the carrier counts as sent: what the carrier accepted is out of our hands.
  static MessageState state(DeliveryState state) {
    return switch (state) {
      case ACCEPTED, SENT -> MessageState.SENT;
      case DELIVERED -> MessageState.DELIVERED;
      case UNDELIVERED -> MessageState.UNDELIVERED;
      case FAILED -> MessageState.FAILED;
      case CANCELED -> MessageState.CANCELED;
    };
  }
}
