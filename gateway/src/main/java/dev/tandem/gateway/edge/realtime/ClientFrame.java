package dev.tandem.gateway.edge.realtime;

import java.util.Optional;

/// Everything a client can say.
sealed interface ClientFrame {
  /// The first frame: who wants to go on where.
  record Hello(Optional<Resume> resume) implements ClientFrame {}

  /// The session to go on with, and the last event the client has of it.
  record Resume(String session, long seq) {}

  /// The client has all events up to `seq`.
  record Ack(long seq) implements ClientFrame {}

  /// The client is there.
  record Beat() implements ClientFrame {}

  /// The client wants something; the reply carries `id`.
  record Ordered(String id, ClientCommand command) implements ClientFrame {}

  /// A command that cannot be understood; the reply carries `id` and what to change.
  record Misput(String id, String field, String advice) implements ClientFrame {}
}
