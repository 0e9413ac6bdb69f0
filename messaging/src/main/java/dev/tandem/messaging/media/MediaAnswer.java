package dev.tandem.messaging.media;

import io.vertx.core.buffer.Buffer;

/// How asking for an attachment ended.
sealed interface MediaAnswer {

  /// The content, whole and within the limit.
  ///
  /// @param mediaType as the answer says; empty when it does not
  record Content(Buffer body, String mediaType) implements MediaAnswer {
    @Override
    public String toString() {
      return "Content[" + body.length() + " bytes]";
    }
  }

  /// It is not there any more, or was removed.
  record Gone() implements MediaAnswer {}

  /// It will never be taken, for this reason.
  record Never(String reason) implements MediaAnswer {}

  /// Later it may be.
  record Later(String reason) implements MediaAnswer {}
}
