package dev.tandem.media.relay;

import dev.tandem.media.relay.linux.LinuxSocket;

/// How a relay moves its packets, chosen once at the start.
public enum DataPath {
  /// epoll, recvmmsg and sendmmsg, called directly.
  LINUX,
  /// `java.nio`: everywhere else.
  NIO;

  /// The fastest that this platform has.
  public static DataPath best() {
    return LinuxSocket.supported() ? LINUX : NIO;
  }
}
