package dev.tandem.media.relay;

/// The relayed ports that one loop's machine hands out.
record PortShare(int minPort, int maxPort) {

  private static final int FEWEST = 8;

  /// Those of the packet loop: all, or three quarters when there are streams.
  static PortShare ofPackets(RelaySettings settings) {
    return settings.streams().isEmpty()
        ? new PortShare(settings.minPort(), settings.maxPort())
        : new PortShare(settings.minPort(), firstOfStreams(settings) - 1);
  }

  /// Those of the stream loop: the upper quarter.
  static PortShare ofStreams(RelaySettings settings) {
    return new PortShare(firstOfStreams(settings), settings.maxPort());
  }

  private static int firstOfStreams(RelaySettings settings) {
    int ports = settings.maxPort() - settings.minPort() + 1;
    if (ports < FEWEST) {
      throw new IllegalArgumentException(
          "A relay with TCP or TLS needs at least " + FEWEST + " relayed ports, not " + ports);
    }
    return settings.maxPort() + 1 - ports / 4;
  }
}
