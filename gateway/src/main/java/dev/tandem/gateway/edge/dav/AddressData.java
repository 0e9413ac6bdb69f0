package dev.tandem.gateway.edge.dav;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a report wants the cards themselves (RFC 6352 section 10.4): which version, and which of
/// their properties.
///
/// @param properties in upper case; empty for all
record AddressData(CardVersion version, Set<String> properties) {

  /// @throws DavRefusal `supported-address-data`, for another format or version
  static AddressData of(XmlElement element) {
    String type = element.attribute("content-type").orElse("text/vcard");
    CardVersion version =
        CardVersion.of(element.attribute("version").orElse("3.0"))
            .filter(ignored -> type.equalsIgnoreCase("text/vcard"))
            .orElseThrow(
                () ->
                    DavRefusal.condition(
                        DavName.card("supported-address-data-conversion"),
                        "Ask for text/vcard in version 3.0 or 4.0."));
    Set<String> properties = new HashSet<>();
    if (element.child(DavName.card("allprop")).isEmpty()) {
      for (XmlElement prop : element.children(DavName.card("prop"))) {
        Optional<String> name = prop.attribute("name");
        name.ifPresent(it -> properties.add(it.toUpperCase(Locale.ROOT)));
      }
    }
    return new AddressData(version, Set.copyOf(properties));
  }

  /// The card as it is wanted; a part of one keeps its frame.
  String part(String card) {
    return properties.isEmpty() ? card : ContentLines.of(card).only(properties);
  }
}
