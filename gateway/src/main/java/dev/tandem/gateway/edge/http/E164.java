package dev.tandem.gateway.edge.http;

import dev.tandem.messaging.text.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Telephone numbers as clients send them: international, however they are spaced; kept as E.164.
final class E164 {
  private static final String ADVICE = "must be a number with + and country code, as +12025550123";

  private E164() {}

  /// The number in `field`, or a fault.
  static String field(Fields fields, String field) {
    String text = fields.text(field, 1, 40);
    if (text.isEmpty()) {
      return text;
    }
    Optional<PhoneNumber> number = PhoneNumber.parse(text);
    if (number.isEmpty()) {
      fields.fault(field, ADVICE);
    }
    return number.map(PhoneNumber::e164).orElse("");
  }

  /// The distinct numbers in the list `field`, or a fault.
  static List<String> list(Fields fields, String field, int min, int max) {
    List<String> numbers = new ArrayList<>();
    for (String text : fields.texts(field, min, max, 40)) {
      Optional<PhoneNumber> number = PhoneNumber.parse(text);
      if (number.isEmpty()) {
        fields.fault(field, ADVICE);
        return List.of();
      }
      numbers.add(number.get().e164());
    }
    return numbers.stream().distinct().toList();
  }
}
