package dev.tandem.messaging.carrier;

import java.net.URI;

/// An attachment of a text that we send, where the carrier can fetch it.
///
/// @param url whoever knows it may read the attachment, for as long as sending takes
/// @param contentType such as `image/jpeg`
public record OutboundMedia(URI url, String contentType) {
  @Override
  public String toString() {
    return "OutboundMedia[" + contentType + "]";
  }
}
