package dev.tandem.media.turn;

import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.MessageIntegrity;
import dev.tandem.media.stun.MessageIntegritySha256;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.PasswordAlgorithm;
import dev.tandem.media.stun.PasswordAlgorithms;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The long-term credential mechanism, in the order of RFC 8489 section 9.2.4.
final class Authentication {

  /// Who asks, or why that stays unknown.
  sealed interface Result {
    record Known(Caller caller) implements Result {}

    record Denied(StunError error) implements Result {}

    /// Nobody's, and not to be answered: its source or its credential has asked enough for now.
    record Ignored() implements Result {}
  }

  private final TurnSettings settings;
  private final Nonces nonces;
  private final Revocations revocations;
  private final Callers callers;
  private final SourceCounts refusals;
  private final Integrity integrity;

  Authentication(
      TurnSettings settings,
      Nonces nonces,
      Revocations revocations,
      Callers callers,
      SourceCounts refusals,
      Integrity integrity) {
    this.callers = callers;
    this.refusals = refusals;
    this.settings = settings;
    this.nonces = nonces;
    this.revocations = revocations;
    this.integrity = integrity;
  }

  /// Judges a request.
  ///
  /// @param wall the time of day, which ends credentials
  /// @param existing the client's allocation: its owner's key goes on to count after the
  ///   credential's end, because a call may last longer than the hour in which it had to start
  Result check(
      long now,
      Instant wall,
      TransportAddress client,
      StunMessage request,
      @Nullable Allocation existing) {
    if (request.malformed(
        MessageIntegrity.TYPE,
        MessageIntegritySha256.TYPE,
        Username.TYPE,
        Realm.TYPE,
        Nonce.TYPE,
        PasswordAlgorithm.TYPE,
        PasswordAlgorithms.TYPE)) {
      return new Result.Denied(StunError.BAD_REQUEST);
    }
    if (!request.signed()) {
      return new Result.Denied(StunError.UNAUTHENTICATED);
    }
    Username username = request.first(Username.class);
    Realm realm = request.first(Realm.class);
    Nonce nonce = request.first(Nonce.class);
    if (username == null || realm == null || nonce == null) {
      return new Result.Denied(StunError.BAD_REQUEST);
    }
    if (asksTooMuch(now, client, username.value(), existing)) {
      return new Result.Ignored();
    }
    if (!nonces.fresh(now, client, nonce.value())) {
      return new Result.Denied(StunError.STALE_NONCE);
    }
    if (!algorithmFits(request, nonce.value())) {
      return new Result.Denied(StunError.BAD_REQUEST);
    }
    Caller claimed = claimed(username.value(), wall, existing);
    if (claimed == null
        || !realm.value().equals(settings.realm())
        || !integrity.holds(request, claimed.keyFor(request))) {
      return new Result.Denied(StunError.UNAUTHENTICATED);
    }
    callers.proved(claimed);
    claimed.proved(now);
    return new Result.Known(claimed);
  }

  /// Whether checking it is not worth an HMAC: its credential has proved enough requests in this
  /// second, or its source, which holds nothing, has had all the refusals it gets.
  private boolean asksTooMuch(
      long now, TransportAddress client, String username, @Nullable Allocation existing) {
    Caller known =
        existing != null && existing.owner().username().equals(username)
            ? existing.owner()
            : callers.known(username);
    return (known != null && known.asksTooMuch(now))
        || (existing == null && refusals.exhausted(now, client));
  }

  /// Whether the request chose none of the algorithms, or one of those that its nonce's answer
  /// offered, and saw exactly that offer (RFC 8489 section 9.2.4): nobody between can have taken
  /// the better one out.
  private static boolean algorithmFits(StunMessage request, String nonce) {
    PasswordAlgorithm chosen = request.first(PasswordAlgorithm.class);
    PasswordAlgorithms seen = request.first(PasswordAlgorithms.class);
    if (chosen == null && seen == null) {
      return true;
    }
    return chosen != null
        && Nonces.offersAlgorithms(nonce)
        && PasswordAlgorithms.OFFERED.equals(seen)
        && PasswordAlgorithms.OFFERED.algorithms().contains(chosen.algorithm());
  }

  private @Nullable Caller claimed(String username, Instant wall, @Nullable Allocation existing) {
    if (existing != null && existing.owner().username().equals(username)) {
      return existing.owner();
    }
    Caller caller = callers.claimed(username, wall);
    return caller == null || revocations.cover(caller.subject()) ? null : caller;
  }
}
