package dev.tandem.media.turn;

import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.StunError;
import java.util.List;

/// What an authenticated request leads to.
sealed interface Outcome {

  /// A success response with these attributes.
  record Done(List<Attribute> attributes) implements Outcome {
    static Done with(Attribute... attributes) {
      return new Done(List.of(attributes));
    }
  }

  /// An error response.
  record Failed(StunError error) implements Outcome {}
}
