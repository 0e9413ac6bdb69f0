package dev.tandem.messaging.text;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;

/// Which time zones a number may be in, by its country and area code. A mobile number is where its
/// owner is; this is where it was given out.
public final class NumberZones {
  private static final PhoneNumberToTimeZonesMapper ZONES =
      PhoneNumberToTimeZonesMapper.getInstance();

  private NumberZones() {}

  /// Names of the tz database; empty where the plan does not say.
  public static List<String> of(PhoneNumber number) {
    try {
      return ZONES
          .getTimeZonesForNumber(PhoneNumberUtil.getInstance().parse(number.e164(), "ZZ"))
          .stream()
          .filter(zone -> !zone.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone()))
          .toList();
    } catch (NumberParseException notANumber) {
      throw new AssertionError("a phone number is in E.164 form", notANumber);
    }
  }
}
