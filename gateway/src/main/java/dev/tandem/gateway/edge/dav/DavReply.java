package dev.tandem.gateway.edge.dav;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/// What a request is answered with when it is not refused.
sealed interface DavReply {
  int status();

  Map<String, String> headers();

  /// A body that is there whole, maybe empty.
  @SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
  record Whole(int status, Map<String, String> headers, byte[] body) implements DavReply {}

  /// 207 (RFC 4918 section 13), made piece by piece while it is sent, so that the largest address
  /// book takes no more room than a page of it.
  record MultiStatus(Map<String, String> headers, Iterator<String> pieces) implements DavReply {
    @Override
    public int status() {
      return 207;
    }
  }

  static DavReply empty(int status, Map<String, String> headers) {
    return new Whole(status, headers, new byte[0]);
  }

  static DavReply text(Map<String, String> headers, String body) {
    return new Whole(200, headers, body.getBytes(StandardCharsets.UTF_8));
  }
}
