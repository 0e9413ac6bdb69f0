package dev.tandem.messaging.carrier.twilio;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import java.util.Map;

/// Twilio's error codes: what each says about a text, and what can help.
///
/// Source: twilio.com/docs/api/errors. A code that is not here is judged by the answer's HTTP
/// status.
public final class TwilioErrors {
  private static final Map<Integer, Entry> TABLE =
      Map.ofEntries(
          // Later may do.
          entry(20429, Remedy.TRY_LATER, "The carrier was asked too often. Try again in a minute."),
          entry(
              30001,
              Remedy.TRY_LATER,
              "The carrier's queue for this number is full. Try again later."),
          entry(
              30003,
              Remedy.TRY_LATER,
              "The phone is switched off or out of reach. Try again later."),
          entry(
              30008,
              Remedy.TRY_LATER,
              "The network lost the text and does not say why. Try again."),
          entry(30017, Remedy.TRY_LATER, "The network is congested. Try again later."),
          entry(
              30022,
              Remedy.TRY_LATER,
              "This number has sent as much as networks allow for now. Try again later."),
          // Never, to this number or with these words.
          entry(21211, Remedy.GIVE_UP, "That is no number which can get texts. Check it."),
          entry(21217, Remedy.GIVE_UP, "That is no valid number. Check it."),
          entry(21614, Remedy.GIVE_UP, "That number is no mobile number."),
          entry(
              21617,
              Remedy.GIVE_UP,
              "The text is too long for the carrier. Send it as several texts."),
          entry(30004, Remedy.GIVE_UP, "The number blocks texts from here."),
          entry(30005, Remedy.GIVE_UP, "The number does not exist, or not any more. Check it."),
          entry(
              30006,
              Remedy.GIVE_UP,
              "The number is a landline or its network takes no texts. Call instead."),
          entry(
              30007,
              Remedy.GIVE_UP,
              "A network filtered the text as unwanted. Say it in other words, without links."),
          // The person said no.
          entry(
              21610,
              Remedy.OPTED_OUT,
              "This person asked for no more texts. Only their START opens the way again."),
          // Ours to put right.
          entry(
              20003,
              Remedy.FIX_ACCOUNT,
              "The carrier does not accept the account's credentials. An admin can correct them in settings."),
          entry(
              20404,
              Remedy.FIX_ACCOUNT,
              "The carrier does not know this account. An admin can correct it in settings."),
          entry(
              21408,
              Remedy.FIX_ACCOUNT,
              "The carrier account may not text that country. An admin can allow it at the carrier."),
          entry(
              21606,
              Remedy.FIX_ACCOUNT,
              "The carrier account may not send from this number. An admin can check the number at the carrier."),
          entry(
              21659,
              Remedy.FIX_ACCOUNT,
              "The carrier does not know the sending number. An admin can check it at the carrier."),
          entry(
              21609,
              Remedy.FIX_ACCOUNT,
              "The carrier does not accept our address for reports. An admin can check TANDEM_PUBLIC_URL."),
          entry(
              30002,
              Remedy.FIX_ACCOUNT,
              "The carrier has suspended the account. An admin can ask the carrier."),
          entry(
              30032,
              Remedy.FIX_ACCOUNT,
              "The sending toll-free number is not verified. An admin can do that at the carrier."),
          entry(
              30034,
              Remedy.FIX_ACCOUNT,
              "The sending number is not registered for business texts (10DLC). An admin can do that at the carrier."));

  private record Entry(Remedy remedy, String detail) {}

  private TwilioErrors() {}

  /// What a code of a status report or a stored message means.
  public static CarrierError of(int code) {
    Entry known = TABLE.get(code);
    return known == null
        ? new CarrierError(
            Integer.toString(code),
            Remedy.GIVE_UP,
            "The carrier gave up with code " + code + ". Its error list says more.")
        : new CarrierError(Integer.toString(code), known.remedy(), known.detail());
  }

  /// What a refusal over HTTP means; `code` is 0 where the answer has none.
  static CarrierError ofAnswer(int httpStatus, int code) {
    if (TABLE.containsKey(code)) {
      return of(code);
    }
    return switch (httpStatus) {
      case 401, 403 -> withCode(of(20003), code);
      case 404 -> withCode(of(20404), code);
      case 429 -> withCode(of(20429), code);
      default ->
          new CarrierError(
              code == 0 ? "http_" + httpStatus : Integer.toString(code),
              Remedy.GIVE_UP,
              "The carrier refused the text. Its error list says more about the code.");
    };
  }

  private static CarrierError withCode(CarrierError error, int code) {
    return code == 0
        ? error
        : new CarrierError(Integer.toString(code), error.remedy(), error.detail());
  }

  private static Map.Entry<Integer, Entry> entry(int code, Remedy remedy, String detail) {
    return Map.entry(code, new Entry(remedy, detail));
  }
}
