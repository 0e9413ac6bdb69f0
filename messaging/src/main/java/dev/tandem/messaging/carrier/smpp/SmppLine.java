package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierLine;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.SendOutcome.Unknown;
import dev.tandem.messaging.carrier.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An account's line: one session after the other, with pauses that grow while none comes about.
///
/// ```
/// Down ── bound ──> Open ── connection lost, unbound ──> Down
///   └── wrong credentials ──> Refused ── tried again ──> ...
/// ```
///
/// What the end of a submit_sm proves:
///
/// ```
/// no session, window full, throttled    Retry: nothing was written
/// command_status 0 and an id            Accepted
/// another command_status, generic_nack  by [SmppErrors]: the SMSC has not taken it
/// no answer, connection lost            Unknown; of a part that is not the last Retry, for without
///                                       the last no phone shows the text
/// ```
final class SmppLine implements CarrierLine {
  private static final Logger log = LoggerFactory.getLogger(SmppLine.class);
  private static final int MAX_DOUBLINGS = 10;

  private final CarrierAccess access;
  private final SmppAccount account;
  private final SmppSettings settings;
  private final LineListener listener;
  private final Runnable atEnd;
  private final Semaphore window;
  private final Thread keeper;
  private volatile State state = new State.Down("connecting");
  private volatile Optional<SmppSession> session = Optional.empty();
  private volatile long quietUntil = System.nanoTime();
  private volatile boolean closing;

  SmppLine(CarrierAccess access, SmppSettings settings, LineListener listener, Runnable atEnd) {
    this.access = access;
    this.account = SmppAccount.of(access);
    this.settings = settings;
    this.listener = listener;
    this.atEnd = atEnd;
    this.window = new Semaphore(settings.window());
    this.keeper = Thread.ofVirtual().name("smpp-line").start(this::run);
  }

  @Override
  public State state() {
    return state;
  }

  boolean serves(CarrierAccess asked) {
    return access.equals(asked);
  }

  private void run() {
    int failures = 0;
    try {
      while (!closing) {
        boolean stood = stand();
        failures = stood ? 0 : failures + 1;
        if (!closing) {
          pause(failures);
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    state = new State.Down("closed");
  }

  /// One session, from bind to end; false when there was none.
  private boolean stand() throws InterruptedException {
    try (SmppSession now = new SmppSession(account, settings, listener)) {
      now.bind(settings.answer());
      session = Optional.of(now);
      state = new State.Open();
      log.info("The line to {} stands", account);
      while (!closing && !now.awaitEnd(settings.proof())) {
        now.prove();
      }
      state = new State.Down("connection_lost");
      return true;
    } catch (NegativeResponseException refused) {
      CarrierError error = SmppErrors.of(refused.getCommandStatus());
      state =
          error.remedy() == Remedy.FIX_ACCOUNT
              ? new State.Refused(error)
              : new State.Down(error.code());
      log.warn("{} does not let the account in: {}", account, error.code());
      return false;
    } catch (ResponseTimeoutException | InvalidResponseException silent) {
      state = new State.Down("no_answer");
      return true;
    } catch (IOException unreachable) {
      boolean stood = state instanceof State.Open;
      state = new State.Down(stood ? "connection_lost" : "unreachable");
      log.warn("The line to {} is down: {}", account, unreachable.getClass().getSimpleName());
      return stood;
    } finally {
      session = Optional.empty();
    }
  }

  /// Full jitter, so that gateways do not come back all at once.
  private void pause(int failures) throws InterruptedException {
    long ceiling =
        Math.min(
            settings.backoffBase().toMillis() << Math.min(failures, MAX_DOUBLINGS),
            settings.backoffCap().toMillis());
    Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1)));
  }

  SendOutcome send(SendText command) {
    if (state instanceof State.Refused(CarrierError error)) {
      return new Refused(error);
    }
    Optional<SmppSession> now = session.filter(SmppSession::bound);
    if (now.isEmpty()) {
      return new Retry(Optional.empty(), "unreachable");
    }
    long quiet = quietUntil - System.nanoTime();
    if (quiet > 0) {
      return new Retry(Optional.of(Duration.ofNanos(quiet)), "throttled");
    }
    try {
      if (!window.tryAcquire(settings.answer().toMillis(), TimeUnit.MILLISECONDS)) {
        return new Retry(Optional.empty(), "window_full");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Retry(Optional.empty(), "stopping");
    }
    try {
      return send(now.get(), command);
    } finally {
      window.release();
    }
  }

  private SendOutcome send(SmppSession now, SendText command) {
    List<SubmitParts.Part> parts = SubmitParts.of(command.messageId(), command.text(), account);
    String id = "";
    for (int place = 1; place <= parts.size(); place++) {
      SubmitParts.Part part = parts.get(place - 1);
      boolean last = place == parts.size();
      if (!now.bound()) {
        return new Retry(Optional.empty(), "connection_lost");
      }
      try {
        id = now.submit(command.from().e164(), command.to().e164(), part, last);
      } catch (NegativeResponseException answered) {
        return refusal(answered.getCommandStatus());
      } catch (PDUException unspeakable) {
        return new Refused(SmppErrors.of(SMPPConstant.STAT_ESME_RINVMSGLEN));
      } catch (ResponseTimeoutException | InvalidResponseException | IOException silent) {
        return last ? new Unknown("no_answer") : new Retry(Optional.empty(), "no_answer_to_a_part");
      }
    }
    return Sighting.accepted(id == null ? "" : id)
        .<SendOutcome>map(Accepted::new)
        .orElseGet(() -> new Unknown("no_message_id"));
  }

  private SendOutcome refusal(int status) {
    CarrierError error = SmppErrors.of(status);
    if (error.remedy() != Remedy.TRY_LATER) {
      return new Refused(error);
    }
    quietUntil = System.nanoTime() + settings.throttle().toNanos();
    return new Retry(Optional.of(settings.throttle()), error.code());
  }

  @Override
  public void close() {
    closing = true;
    atEnd.run();
    keeper.interrupt();
    try {
      keeper.join(settings.answer());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
