package dev.tandem.gateway.edge.dav;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/// Which properties a PROPFIND or REPORT asks for (RFC 4918 section 9.1).
sealed interface PropertyRequest {
  /// Those named, each of which is answered, with 404 when it is not there.
  ///
  /// @param addressData how the cards themselves are wanted, when they are (RFC 6352 section 10.4)
  record Named(Set<QName> names, Optional<AddressData> addressData) implements PropertyRequest {}

  /// Everything that is cheap to tell, and `include` (section 9.1.6).
  record All(Set<QName> include) implements PropertyRequest {}

  /// The names of what there is, without values.
  record Names() implements PropertyRequest {}

  /// The request of a PROPFIND; without a body it is for all properties.
  static PropertyRequest propfind(Optional<XmlElement> body) {
    if (body.isEmpty()) {
      return new All(Set.of());
    }
    if (!body.get().is(DavName.PROPFIND)) {
      throw DavRefusal.malformed("Send a DAV:propfind.");
    }
    return choice(body.get());
  }

  /// The request inside a report, which has the same three forms; without one the report wants
  /// addresses and tags alone.
  static PropertyRequest report(XmlElement report) {
    boolean chosen =
        report.child(DavName.PROP).isPresent()
            || report.child(DavName.dav("allprop")).isPresent()
            || report.child(DavName.dav("propname")).isPresent();
    return chosen ? choice(report) : new Named(Set.of(DavName.GETETAG), Optional.empty());
  }

  private static PropertyRequest choice(XmlElement parent) {
    Optional<XmlElement> prop = parent.child(DavName.PROP);
    if (prop.isPresent()) {
      return new Named(
          names(prop.get().children()),
          prop.get().child(DavName.ADDRESS_DATA).map(AddressData::of));
    }
    if (parent.child(DavName.dav("propname")).isPresent()) {
      return new Names();
    }
    if (parent.child(DavName.dav("allprop")).isEmpty()) {
      throw DavRefusal.malformed("Ask for DAV:prop, DAV:allprop or DAV:propname.");
    }
    return new All(
        parent.child(DavName.dav("include")).map(it -> names(it.children())).orElse(Set.of()));
  }

  private static Set<QName> names(List<XmlElement> elements) {
    Set<QName> names = new LinkedHashSet<>();
    elements.forEach(element -> names.add(element.name()));
    return names;
  }
}
