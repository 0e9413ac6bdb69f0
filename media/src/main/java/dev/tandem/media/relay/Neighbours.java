package dev.tandem.media.relay;

import dev.tandem.media.turn.PortRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which loop of a relay has which relayed ports. Complete before the first loop runs.
final class Neighbours {

  private record Share(PortRange ports, Handover inbox) {}

  private final List<Share> shares = new ArrayList<>();

  void add(PortRange ports, Handover inbox) {
    shares.add(new Share(ports, inbox));
  }

  /// Where to hand what is for that port; null when no loop has it.
  @Nullable Handover of(int port) {
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      if (share.ports().contains(port)) {
        return share.inbox();
      }
    }
    return null;
  }
}
