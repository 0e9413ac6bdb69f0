package dev.tandem.gateway.contact;

import ezvcard.parameter.VCardParameters;
import ezvcard.property.VCardProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `TYPE` and `PREF` of a property (RFC 6350 sections 5.3 and 5.6) as a contact keeps them.
final class VCardTypes {
  private static final String PREF = "pref";
  private static final int MAX = 10;

  private VCardTypes() {}

  /// In lower case, each once; `pref` also where `PREF=1` says it.
  static List<String> of(VCardProperty property) {
    List<String> types = new ArrayList<>();
    for (String type : property.getParameters(VCardParameters.TYPE)) {
      String word = type.strip().toLowerCase(Locale.ROOT);
      if (word.matches("[a-z0-9-]{1,40}") && !types.contains(word) && types.size() < MAX) {
        types.add(word);
      }
    }
    if ("1".equals(property.getParameter(VCardParameters.PREF)) && !types.contains(PREF)) {
      types.add(PREF);
    }
    return types;
  }

  static void put(VCardProperty property, List<String> types) {
    property.removeParameter(VCardParameters.TYPE);
    property.removeParameter(VCardParameters.PREF);
    for (String type : types) {
      property.addParameter(VCardParameters.TYPE, type);
    }
  }
}
