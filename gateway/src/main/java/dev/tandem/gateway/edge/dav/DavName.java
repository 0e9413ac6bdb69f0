package dev.tandem.gateway.edge.dav;

import javax.xml.namespace.QName;

/// The XML names of WebDAV (RFC 4918), CardDAV (RFC 6352) and what clients ask beside them.
final class DavName {
  /// `DAV:` itself.
  static final String DAV = "DAV:";

  /// RFC 6352 section 4.
  static final String CARD = "urn:ietf:params:xml:ns:carddav";

  /// Where `getctag` lives, which clients without sync-collection ask for.
  static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";

  /// Ours: what an error says in words, and preconditions no RFC has.
  static final String OURS = "urn:x-tandem:dav";

  static final QName ERROR = dav("error");
  static final QName HREF = dav("href");
  static final QName MULTISTATUS = dav("multistatus");
  static final QName PROP = dav("prop");
  static final QName PROPFIND = dav("propfind");
  static final QName SYNC_TOKEN = dav("sync-token");
  static final QName GETETAG = dav("getetag");
  static final QName GETCONTENTLENGTH = dav("getcontentlength");
  static final QName GETLASTMODIFIED = dav("getlastmodified");
  static final QName CREATIONDATE = dav("creationdate");
  static final QName DISPLAYNAME = dav("displayname");
  static final QName ADDRESS_DATA = card("address-data");

  private DavName() {}

  static QName dav(String local) {
    return new QName(DAV, local);
  }

  static QName card(String local) {
    return new QName(CARD, local);
  }

  static QName ours(String local) {
    return new QName(OURS, local);
  }
}
