package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.Form;
import dev.tandem.messaging.carrier.http.ApiRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
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
    return account(access) + "/Messages.json";
  }

  /// The IncomingPhoneNumbers resource of the account.
  static String numbersPath(CarrierAccess access) {
    return account(access) + "/IncomingPhoneNumbers.json";
  }

  /// Its first page.
  static String numbers(CarrierAccess access) {
    return numbersPath(access) + "?PageSize=" + PAGE_SIZE;
  }

  private static String account(CarrierAccess access) {
    if (!ACCOUNT_SID.matcher(access.accountId()).matches()) {
      throw new IllegalArgumentException("A Twilio account id is AC and 32 hexadecimal digits");
    }
    return "/2010-04-01/Accounts/" + access.accountId();
  }

  static ApiRequest get(String pathAndQuery, CarrierAccess access) {
    return ApiRequest.get(pathAndQuery, authorization(access));
  }

  /// The request that sends a text.
  static ApiRequest createMessage(SendText command, CarrierAccess access) {
    Map<String, List<String>> form = new LinkedHashMap<>();
    form.put("To", List.of(command.to().e164()));
    form.put("From", List.of(command.from().e164()));
    if (!command.text().isEmpty()) {
      form.put("Body", List.of(command.text()));
    }
    if (!command.media().isEmpty()) {
      form.put("MediaUrl", command.media().stream().map(media -> media.url().toString()).toList());
    }
    form.put("StatusCallback", List.of(command.statusCallback().toString()));
    return ApiRequest.post(messages(access), authorization(access), new Form(form));
  }

  private static String authorization(CarrierAccess access) {
    return ApiRequest.basic(access.accountId(), access.authToken().reveal());
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
