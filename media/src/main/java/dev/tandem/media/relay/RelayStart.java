package dev.tandem.media.relay;

import dev.tandem.media.turn.Common;
import dev.tandem.media.turn.PeerPolicy;
import dev.tandem.media.turn.TurnSettings;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Opens the loops of a relay, all of them or none.
final class RelayStart {

  private final RelaySettings settings;
  private final DataPath path;
  private final PeerPolicy policy;
  private final Common common;
  private final Neighbours neighbours = new Neighbours();
  private final List<RelayLoop> opened = new ArrayList<>();
  private final long origin = System.nanoTime();

  private RelayStart(RelaySettings settings, DataPath path) {
    this.settings = settings;
    this.path = path;
    policy = settings.peers().denying(OwnAddresses.read());
    common = new Common(settings.limits(), new SecureRandom());
  }

  /// @throws RelayException when an address cannot be bound
  static Relay open(RelaySettings settings, DataPath path) {
    RelayStart start = new RelayStart(settings, path);
    try {
      start.packets();
      List<RelayLoop> packets = List.copyOf(start.opened);
      return Relay.of(packets, start.streams());
    } catch (RuntimeException e) {
      start.opened.forEach(RelayLoop::closeAll);
      throw e;
    }
  }

  private void packets() {
    String listen =
        settings.homes().stream()
            .map(home -> Relay.text(home.listen()))
            .collect(Collectors.joining(" and "));
    try {
      switch (path) {
        case LINUX -> onLinux();
        case NIO -> {
          TurnSettings.Shares shares = PortShare.ofPackets(settings, 0, 1);
          opened.add(NioLoop.open(loop(shares), new Meter(path)));
        }
      }
    } catch (BindException e) {
      throw new RelayException(
          "The relay cannot listen on UDP "
              + listen
              + ": the port is in use or the address is not this host's. Stop what uses it (`ss"
              + " -ulpn` names it) or choose another TANDEM_RELAY_PORT or TANDEM_RELAY_ADDRESS",
          e);
    } catch (IOException e) {
      throw new RelayException("The relay cannot open its socket on UDP " + listen, e);
    }
  }

  private void onLinux() throws IOException {
    int loops = PortShare.loops(settings);
    boolean shared = loops > 1;
    // Sockets that share an address take it beside another relay of the same user, too: so it is
    // tried without sharing first.
    List<RelaySettings.Home> homes = shared ? LinuxLoop.free(settings.homes()) : settings.homes();
    for (int i = 0; i < loops; i++) {
      TurnSettings.Shares shares = PortShare.ofPackets(settings, i, loops);
      opened.add(LinuxLoop.open(loop(shares), homes, shared, new Meter(path)));
    }
  }

  private @Nullable StreamLoop streams() {
    if (settings.streams().isEmpty()) {
      return null;
    }
    try {
      return StreamLoop.open(loop(PortShare.ofStreams(settings)), new Meter(DataPath.NIO));
    } catch (IOException e) {
      throw new RelayException(
          "The relay cannot listen on TCP "
              + settings.streams().stream()
                  .map(each -> Relay.text(each.listen()))
                  .collect(Collectors.joining(" and "))
              + ": a port is in use or an address is not this host's. Stop what uses it (`ss -tlpn`"
              + " names it) or choose another TANDEM_RELAY_PORT or TANDEM_RELAY_TLS_PORT",
          e);
    }
  }

  private LoopSettings loop(TurnSettings.Shares shares) {
    return new LoopSettings(settings, opened.size(), shares, policy, common, neighbours, origin);
  }
}
