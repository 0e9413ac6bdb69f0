package dev.tandem.media.leg.webrtc;

import java.util.ArrayList;
import java.util.List;

/// Puts the relayed candidates of a session description (RFC 8839 section 5.1) before the others of
/// their section. Order means nothing to ICE, which goes by priority; but libwebrtc takes
/// candidates one by one, and a browser that may use nothing but the relay reports `failed` as long
/// as it has tried only those that the relay refuses, such as this machine's own addresses. With
/// the relayed ones first it always has a path that can still work.
final class CandidateOrder {
  private static final String CANDIDATE = "a=candidate:";
  private static final String RELAYED = " typ relay";

  private CandidateOrder() {}

  /// The same lines, each section's relayed candidates first; lines end in CRLF.
  static String relayedFirst(String sdp) {
    List<String> lines = new ArrayList<>();
    int firstOfSection = -1;
    int relayed = 0;
    for (String line : sdp.lines().toList()) {
      if (line.startsWith("m=")) {
        firstOfSection = -1;
        relayed = 0;
      }
      if (line.startsWith(CANDIDATE)) {
        firstOfSection = firstOfSection < 0 ? lines.size() : firstOfSection;
        if (line.contains(RELAYED)) {
          lines.add(firstOfSection + relayed++, line);
          continue;
        }
      }
      lines.add(line);
    }
    return String.join("\r\n", lines) + "\r\n";
  }
}
