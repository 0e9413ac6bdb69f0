package dev.tandem.gateway.relay;

import dev.tandem.gateway.config.RelayElsewhere;
import dev.tandem.gateway.relay.RelayProbe.Answer;
import dev.tandem.gateway.relay.RelayProbe.Finding;
import dev.tandem.media.turn.RelayCredentials;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// One relay elsewhere: how it is reached, and what its last probe found.
final class FarRelay {
  private final RelayElsewhere place;
  private final RevocationTeller teller;
  private volatile Finding found = new Finding(Answer.SILENT, Duration.ZERO);

  FarRelay(RelayElsewhere place, RevocationTeller teller) {
    this.place = place;
    this.teller = teller;
  }

  RelayElsewhere place() {
    return place;
  }

  RevocationTeller teller() {
    return teller;
  }

  /// What the last probe found. Any thread may ask.
  Finding found() {
    return found;
  }

  /// Probes it once; blocks for as long as it does not answer. Its name is looked up each time: it
  /// may move.
  void look(RelayProbe probe, Supplier<RelayCredentials.Issued> credentials) {
    InetSocketAddress address = new InetSocketAddress(place.host(), place.port());
    found =
        address.isUnresolved()
            ? new Finding(Answer.SILENT, Duration.ZERO)
            : probe.ask(address, credentials.get());
  }

  /// How clients name it (RFC 7065), best way first.
  List<String> urls() {
    String at = place.host() + ":";
    List<String> urls = new ArrayList<>(3);
    urls.add("turn:" + at + place.port() + "?transport=udp");
    urls.add("turn:" + at + place.port() + "?transport=tcp");
    if (place.tlsPort() != 0) {
      urls.add("turns:" + at + place.tlsPort() + "?transport=tcp");
    }
    return List.copyOf(urls);
  }

  /// The same for a relay that is at hand beside a better one: over UDP, and the one way that most
  /// networks let through. A browser asks every address that it is given, before each call.
  List<String> spareUrls() {
    List<String> urls = urls();
    return List.of(urls.getFirst(), urls.getLast());
  }
}
