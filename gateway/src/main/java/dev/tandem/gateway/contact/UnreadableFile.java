package dev.tandem.gateway.contact;

import java.io.Serial;

/// A file that is refused as a whole, before anything of it was taken. Its message says why and
/// quotes nothing of it.
public final class UnreadableFile extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public UnreadableFile(String reason) {
    super(reason, null, false, false);
  }

  /// Why.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
