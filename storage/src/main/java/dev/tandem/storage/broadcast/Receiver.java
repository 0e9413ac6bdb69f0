package dev.tandem.storage.broadcast;

import dev.tandem.storage.message.HeldBack;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.seal.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Somebody whom a broadcast goes to.
///
/// @param place counts from 0
/// @param to in E.164
/// @param text what this one is told
/// @param refusal when it was not handed in and never will be
/// @param nightUntil while it waits for their morning
/// @param sent what became of it once it was handed in
public record Receiver(
    UUID id,
    UUID broadcastId,
    int place,
    Personal<String> to,
    Personal<String> text,
    State state,
    Optional<Refusal> refusal,
    Optional<Instant> nightUntil,
    Optional<Sent> sent) {
  /// What the broadcast did about it.
  public enum State {
    WAITING,
    HANDED_IN,
    REFUSED,
    CANCELED
  }

  /// Why a text was not handed in.
  public enum Refusal {
    OPTED_OUT,
    /// They may have asked for no more texts, and nobody decided.
    DOUBTFUL,
    /// The text or the number cannot be sent as they are.
    NOT_SENDABLE
  }

  /// The message that it became.
  public record Sent(
      UUID messageId, UUID conversationId, MessageState state, Optional<String> errorCode) {}

  /// How far it has come, as a member reads it.
  public Progress progress() {
    return progress(state, nightUntil, sent);
  }

  /// The same of what decides it alone.
  static Progress progress(State state, Optional<Instant> nightUntil, Optional<Sent> sent) {
    return switch (state) {
      case WAITING -> nightUntil.isPresent() ? Progress.NIGHT : Progress.WAITING;
      case REFUSED -> Progress.REFUSED;
      case CANCELED -> Progress.CANCELED;
      case HANDED_IN -> sent.map(Receiver::progress).orElse(Progress.SENT);
    };
  }

  private static Progress progress(Sent sent) {
    return switch (sent.state()) {
      case QUEUED, SENDING -> Progress.QUEUED;
      case UNCONFIRMED -> Progress.UNCONFIRMED;
      case SENT, RECEIVED -> Progress.SENT;
      case DELIVERED -> Progress.DELIVERED;
      case UNDELIVERED -> Progress.FAILED;
      case CANCELED -> Progress.CANCELED;
      case FAILED ->
          sent.errorCode().filter(HeldBack::is).isPresent() ? Progress.REFUSED : Progress.FAILED;
    };
  }

  /// In the order in which a text comes through them.
  public enum Progress {
    /// Its turn has not come.
    WAITING,
    /// It waits for their morning.
    NIGHT,
    QUEUED,
    UNCONFIRMED,
    SENT,
    DELIVERED,
    FAILED,
    REFUSED,
    CANCELED
  }
}
