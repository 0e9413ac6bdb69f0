package dev.tandem.gateway.edge.realtime;

/// The sending side of one socket. Called on the owner; does not block.
interface Outlet {
  /// Sends a frame after those before it.
  void send(String frame);

  /// Ends the socket; nothing is sent after it.
  void close(CloseCode code, String reason);

  default void close(CloseCode code) {
    close(code, code.advice());
  }
}
