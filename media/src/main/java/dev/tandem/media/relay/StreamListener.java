package dev.tandem.media.relay;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// Where clients reach the relay whose network lets no UDP through.
///
/// @param listen over TCP; port 0 takes any free one
/// @param tls what the connection is secured with, asked at each connection, so that a renewed
///   certificate counts at once; without it the connection is plain TCP
public record StreamListener(InetSocketAddress listen, Optional<Supplier<SSLContext>> tls) {

  /// Plain TCP.
  public static StreamListener tcp(InetSocketAddress listen) {
    return new StreamListener(listen, Optional.empty());
  }

  /// TLS over TCP.
  public static StreamListener tls(InetSocketAddress listen, Supplier<SSLContext> context) {
    return new StreamListener(listen, Optional.of(context));
  }

  public StreamListener {
    if (listen.isUnresolved()) {
      throw new IllegalArgumentException(
          "The relay listens on an address, not on the name " + listen.getHostString());
    }
  }
}
