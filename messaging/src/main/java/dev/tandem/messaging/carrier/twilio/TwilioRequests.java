package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.Form;
import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// What is asked of Twilio: paths, forms and queries of the 2010-04-01 API. Pure.
final class TwilioRequests {
  /// Messages on a page of a list.
  static final int PAGE_SIZE = 100;

  private static final Pattern ACCOUNT_SID = Pattern.compile("AC[0-9a-fA-F]{32}");

  private TwilioRequests() {}

  /// The Messages resource of the account.
  static String messages(CarrierAccess access) {
    if (!ACCOUNT_SID.matcher(access.accountId()).matches()) {
      throw new IllegalArgumentException("A Twilio account id is AC and 32 hexadecimal digits");
    }
    return "/2010-04-01/Accounts/" + access.accountId() + "/Messages.json";
  }

  /// The body of a request that sends a text.
  static Buffer createMessage(SendText command) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("To", command.to().e164());
    form.put("From", command.from().e164());
    form.put("Body", command.text());
    form.put("StatusCallback", command.statusCallback().toString());
    return Buffer.buffer(Form.of(form).encode());
  }

  /// The list of texts between two numbers, of any time.
  static String between(LookUpText command, CarrierAccess access) {
    return messages(access) + "?" + Form.of(pair(command)).encode();
  }

  /// The list of texts between two numbers, sent on a day or later (UTC).
  static String between(LookUpText command, CarrierAccess access, LocalDate firstDay) {
    Map<String, String> query = pair(command);
    query.put("DateSent>", firstDay.toString());
    return messages(access) + "?" + Form.of(query).encode();
  }

  private static Map<String, String> pair(LookUpText command) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("To", command.to().e164());
    query.put("From", command.from().e164());
    query.put("PageSize", Integer.toString(PAGE_SIZE));
    return query;
  }
}
