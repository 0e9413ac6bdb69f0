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

  /// An error response.
  record Failed(StunError error) implements Outcome {}
}
