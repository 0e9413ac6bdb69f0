package dev.tandem.gateway.contact;

import java.io.Serial;

/// A row of a file that makes no contact. Its message says why, for whoever sent the file, and
/// quotes nothing of it.
public final class UnreadableCard extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public UnreadableCard(String reason) {
    super(reason, null, false, false);
  }

  /// Why.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
