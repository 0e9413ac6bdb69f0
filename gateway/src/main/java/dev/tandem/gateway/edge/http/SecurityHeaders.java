package dev.tandem.gateway.edge.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// What every answer tells the browser to refuse, page or not.
public final class SecurityHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "connect-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "media-src 'self' blob:",
          "worker-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private static final Map<String, String> HEADERS = headers();

  private SecurityHeaders() {}

  /// Puts them on `response`.
  public static void put(HttpServerResponse response) {
    MultiMap headers = response.headers();
    HEADERS.forEach(headers::set);
  }

  /// Tells the browser to come to this host by TLS only, for a year (RFC 6797). Not for a name of
  /// this machine itself: the browser would hold it against every other program that serves there.
  static void putTransport(HttpServerResponse response, PublicAddress address) {
    if (!address.isThisMachine()) {
      response.headers().set("strict-transport-security", "max-age=31536000");
    }
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-security-policy", CONTENT_SECURITY_POLICY);
    headers.put("x-content-type-options", "nosniff");
    headers.put("referrer-policy", "no-referrer");
    headers.put(
        "permissions-policy",
        "microphone=(self), camera=(), geolocation=(), payment=(), usb=(), display-capture=()");
    headers.put("cross-origin-opener-policy", "same-origin");
    headers.put("cross-origin-resource-policy", "same-origin");
    return Map.copyOf(headers);
  }
}
