package dev.tandem.gateway.edge.dav;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;

/// Writes the `DAV:response` elements of a multistatus.
final class Responses {
  private static final QName RESPONSE = DavName.dav("response");
  private static final QName PROPSTAT = DavName.dav("propstat");
  private static final QName STATUS = DavName.dav("status");
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String FORBIDDEN = "HTTP/1.1 403 Forbidden";
  private static final String NOT_FOUND = "HTTP/1.1 404 Not Found";
  private static final String INSUFFICIENT = "HTTP/1.1 507 Insufficient Storage";

  /// Writes one property's value.
  @FunctionalInterface
  interface Value {
    void write(XmlText xml);
  }

  private final PropertyRequest request;
  private final boolean minimal;

  /// @param minimal whether properties that are not there are left out
  Responses(PropertyRequest request, boolean minimal) {
    this.request = request;
    this.minimal = minimal;
  }

  static String start() {
    return new XmlText().root(DavName.MULTISTATUS).take();
  }

  static String end() {
    return new XmlText().close(DavName.MULTISTATUS).take();
  }

  /// The end of a sync-collection, with the token to go on from.
  static String end(SyncToken token) {
    return new XmlText().element(DavName.SYNC_TOKEN, token.uri()).close(DavName.MULTISTATUS).take();
  }

  /// What is at `href`, of the properties it has those that were asked for.
  ///
  /// @param cheap the properties that `allprop` means
  String found(String href, Map<QName, Value> has, Set<QName> cheap) {
    XmlText xml = new XmlText().open(RESPONSE).element(DavName.HREF, href);
    switch (request) {
      case PropertyRequest.Names _ -> {
        xml.open(PROPSTAT).open(DavName.PROP);
        has.keySet().forEach(xml::empty);
        xml.close(DavName.PROP).element(STATUS, OK).close(PROPSTAT);
      }
      case PropertyRequest.All(Set<QName> include) -> {
        Set<QName> wanted = new LinkedHashSet<>(cheap);
        wanted.retainAll(has.keySet());
        wanted.addAll(include);
        named(xml, has, wanted);
      }
      case PropertyRequest.Named named -> named(xml, has, named.names());
    }
    return xml.close(RESPONSE).take();
  }

  private void named(XmlText xml, Map<QName, Value> has, Set<QName> wanted) {
    List<QName> missing = new ArrayList<>();
    xml.open(PROPSTAT).open(DavName.PROP);
    for (QName name : wanted) {
      Value value = has.get(name);
      if (value == null) {
        missing.add(name);
      } else {
        xml.open(name);
        value.write(xml);
        xml.close(name);
      }
    }
    xml.close(DavName.PROP).element(STATUS, OK).close(PROPSTAT);
    if (!missing.isEmpty() && !minimal) {
      propstat(xml, missing, NOT_FOUND);
    }
  }

  private static void propstat(XmlText xml, List<QName> names, String status) {
    xml.open(PROPSTAT).open(DavName.PROP);
    names.forEach(xml::empty);
    xml.close(DavName.PROP).element(STATUS, status).close(PROPSTAT);
  }

  /// What is not there (any more).
  static String missing(String href) {
    return new XmlText()
        .open(RESPONSE)
        .element(DavName.HREF, href)
        .element(STATUS, NOT_FOUND)
        .close(RESPONSE)
        .take();
  }

  /// There is more than was answered (RFC 6578 section 3.6, RFC 6352 section 8.6.2).
  static String truncated(String href) {
    return new XmlText()
        .open(RESPONSE)
        .element(DavName.HREF, href)
        .element(STATUS, INSUFFICIENT)
        .open(DavName.ERROR)
        .empty(DavName.dav("number-of-matches-within-limits"))
        .close(DavName.ERROR)
        .close(RESPONSE)
        .take();
  }

  /// None of these can be changed (RFC 4918 section 9.2).
  static String unchangeable(String href, List<QName> names) {
    XmlText xml = new XmlText().open(RESPONSE).element(DavName.HREF, href);
    xml.open(PROPSTAT).open(DavName.PROP);
    names.forEach(xml::empty);
    return xml.close(DavName.PROP)
        .element(STATUS, FORBIDDEN)
        .open(DavName.ERROR)
        .empty(DavName.dav("cannot-modify-protected-property"))
        .close(DavName.ERROR)
        .close(PROPSTAT)
        .close(RESPONSE)
        .take();
  }
}
