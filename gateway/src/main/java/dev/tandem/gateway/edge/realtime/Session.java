package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is kept of one device between its sockets: the events it has not acknowledged, and the
/// replies to its last commands, so that a command sent again after a cut is answered and not done
/// twice.
final class Session {
  private static final int REPLIES = 256;

  final String id;
  final Endpoint endpoint;
  final EventLog log;

  /// The socket it speaks through now.
  @Nullable Outlet outlet;

  /// When something was last heard of the device, in nanoseconds.
  long heardAt;

  /// When the server last sent a beat, in nanoseconds.
  long beatAt;

  /// Whether others see the device as online.
  boolean live;

  /// Replies by the command's id; an empty one is on its way.
  private final Map<String, Optional<String>> replies = new LinkedHashMap<>();

  Session(String id, Endpoint endpoint, EventLog log, long now) {
    this.id = id;
    this.endpoint = endpoint;
    this.log = log;
    this.heardAt = now;
    this.beatAt = now;
  }

  /// Notes that the command is being done; whether it is new.
  boolean begin(String command) {
    if (replies.putIfAbsent(command, Optional.empty()) != null) {
      return false;
    }
    if (replies.size() > REPLIES) {
      replies.remove(replies.keySet().iterator().next());
    }
    return true;
  }

  void reply(String command, String frame) {
    replies.computeIfPresent(command, (id, before) -> Optional.of(frame));
    send(frame);
  }

  /// Sends the reply of a command that was sent again, if it is known yet.
  void repeat(String command) {
    replies.getOrDefault(command, Optional.empty()).ifPresent(this::send);
  }

  void tell(String event, String data) {
    send(log.append(event, data));
  }

  void send(String frame) {
    if (outlet != null) {
      outlet.send(frame);
    }
  }
}
