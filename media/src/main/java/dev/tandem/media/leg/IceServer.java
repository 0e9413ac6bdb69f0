package dev.tandem.media.leg;

import java.util.List;

/// A relay that the leg may use, in the browsers' words.
///
/// @param urls `turn:host:port?transport=udp` and the like
/// @param username of time-limited credentials
/// @param credential their password
public record IceServer(List<String> urls, String username, String credential) {
  public IceServer {
    urls = List.copyOf(urls);
  }

  /// Without name and password.
  @Override
  public String toString() {
    return "IceServer" + urls;
  }
}
