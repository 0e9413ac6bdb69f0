package dev.tandem.messaging.carrier;

/// An attachment of an inbound text, still at the carrier.
public record MediaReference(String url, String contentType) {
  @Override
  public String toString() {
    return "MediaReference[" + contentType + "]";
  }
}
