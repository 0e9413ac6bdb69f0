package dev.tandem.media.turn;

/// Relayed ports, from the first to the last, both included.
///
/// @param first 1024 or above
/// @param last 65535 or below
public record PortRange(int first, int last) {

  public PortRange {
    if (first < 1024 || last > 65_535 || first > last) {
      throw new IllegalArgumentException(
          "The relayed ports are a range within 1024 to 65535, not " + first + " to " + last);
    }
  }

  /// How many there are.
  public int count() {
    return last - first + 1;
  }

  /// Whether that port is one of them.
  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  boolean contains(PortRange other) {
    return first <= other.first && last >= other.last;
  }
}
