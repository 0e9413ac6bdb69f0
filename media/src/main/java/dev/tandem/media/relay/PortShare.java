package dev.tandem.media.relay;

import dev.tandem.media.turn.PortRange;
import dev.tandem.media.turn.TurnSettings;

/// How the loops of a relay share its relayed ports.
///
/// ```
///  first                                         last
/// +---------+---------+---------+---------+-----------+
/// | loop 0  | loop 1  |   ...   | loop n  |  streams  |
/// +---------+---------+---------+---------+-----------+
/// ```
final class PortShare {

  /// A relay with streams has at least so many ports.
  private static final int FEWEST = 8;

  /// Ports of a packet loop that is not the only one.
  private static final int LEAST_PORTS = 16;

  private PortShare() {}

  /// The share of one of so many packet loops: equal parts of all, or of three quarters when there
  /// are streams.
  static TurnSettings.Shares ofPackets(RelaySettings settings, int loop, int loops) {
    PortRange siblings = packets(settings);
    int each = siblings.count() / loops;
    int first = siblings.first() + loop * each;
    int last = loop == loops - 1 ? siblings.last() : first + each - 1;
    return new TurnSettings.Shares(new PortRange(first, last), siblings, settings.ports());
  }

  /// As many loops as are wanted, or fewer, so that each has a share worth having.
  static int loops(RelaySettings settings) {
    return Math.clamp(packets(settings).count() / LEAST_PORTS, 1, settings.loops());
  }

  private static PortRange packets(RelaySettings settings) {
    PortRange all = settings.ports();
    return settings.streams().isEmpty()
        ? all
        : new PortRange(all.first(), firstOfStreams(settings) - 1);
  }

  /// The share of the stream loop: the upper quarter.
  static TurnSettings.Shares ofStreams(RelaySettings settings) {
    PortRange own = new PortRange(firstOfStreams(settings), settings.maxPort());
    return new TurnSettings.Shares(own, own, settings.ports());
  }

  private static int firstOfStreams(RelaySettings settings) {
    PortRange all = settings.ports();
    if (all.count() < FEWEST) {
      throw new IllegalArgumentException(
          "A relay with TCP or TLS needs at least "
              + FEWEST
              + " relayed ports, not "
              + all.count());
    }
    return all.last() + 1 - all.count() / 4;
  }
}
