package dev.tandem.messaging.carrier.plivo;

import java.util.LinkedHashMap;
import java.util.Map;

/// Which body each nonce came with: a signature that does not cover the body is good for the first
/// body that it comes with, and for repeats of that. Holds the newest [#MAX] of this process.
final class SeenNonces {
  /// Nonces that are remembered.
  static final int MAX = 8_192;

  private final Map<String, String> bodies =
      new LinkedHashMap<>(256, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX;
        }
      };

  /// Whether the nonce is new or came with this body before.
  synchronized boolean admits(String nonce, String bodyHash) {
    String before = bodies.putIfAbsent(nonce, bodyHash);
    return before == null || before.equals(bodyHash);
  }
}
