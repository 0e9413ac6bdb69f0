package dev.tandem.gateway.edge.dav;

import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/// Ends the work on a request with a status and a `DAV:error` body (RFC 4918 section 16): the
/// precondition that failed, and what to do in words. It repeats nothing that was sent, and carries
/// no stack: it is an expected outcome.
final class DavRefusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<QName> condition;
  private final transient Optional<String> href;
  private final String advice;
  private final transient Map<String, String> headers;

  private DavRefusal(
      int status,
      Optional<QName> condition,
      Optional<String> href,
      String advice,
      Map<String, String> headers) {
    super("refused with " + status, null, false, false);
    this.status = status;
    this.condition = condition;
    this.href = href;
    this.advice = advice;
    this.headers = headers;
  }

  static DavRefusal of(int status, String advice) {
    return new DavRefusal(status, Optional.empty(), Optional.empty(), advice, Map.of());
  }

  static DavRefusal with(int status, String advice, Map<String, String> headers) {
    return new DavRefusal(status, Optional.empty(), Optional.empty(), advice, headers);
  }

  /// A precondition that failed: 403, because the same request fails again.
  static DavRefusal condition(QName condition, String advice) {
    return new DavRefusal(403, Optional.of(condition), Optional.empty(), advice, Map.of());
  }

  /// `CARDDAV:no-uid-conflict` (RFC 6352 section 6.3.2.1) names who has the UID.
  static DavRefusal uidConflict(String href) {
    return new DavRefusal(
        403,
        Optional.of(DavName.card("no-uid-conflict")),
        Optional.of(href),
        "Another card has this UID, or this card has another; change that one.",
        Map.of());
  }

  static DavRefusal malformed(String advice) {
    return of(400, advice);
  }

  static DavRefusal notFound() {
    return of(404, "There is nothing here for you; start from /dav/.");
  }

  static DavRefusal preconditionFailed() {
    return of(412, "It has changed meanwhile; read it again first.");
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /// The body.
  String xml() {
    XmlText xml = new XmlText().root(DavName.ERROR);
    condition.ifPresent(
        name -> {
          if (href.isPresent()) {
            xml.open(name).element(DavName.HREF, href.get()).close(name);
          } else {
            xml.empty(name);
          }
        });
    return xml.element(DavName.ours("advice"), advice).close(DavName.ERROR).take();
  }
}
