package dev.tandem.media.turn;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.StunError;
import dev.tandem.media.stun.TransportAddress;
import java.util.List;

/// What an authenticated request leads to.
sealed interface Outcome {

  /// A success response with these attributes.
  record Done(List<Attribute> attributes) implements Outcome {
    static Done with(Attribute... attributes) {
      return new Done(List.of(attributes));
    }
  }

  /// Another server shall be asked (RFC 8489 section 10).
  record Elsewhere(TransportAddress server) implements Outcome {}

  /// Another machine of this relay has what the request is about, and answers it.
  record Forwarded(int port) implements Outcome {}

  /// An error response that names attributes which this server does not serve.
  record Unknown(List<Integer> types) implements Outcome {}

  /// An error response.
  record Failed(StunError error) implements Outcome {}
}
