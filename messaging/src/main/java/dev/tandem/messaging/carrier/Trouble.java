package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.CarrierError.Remedy;

/// What can go wrong with a text at any carrier: what helps, and how it is said to the member who
/// wrote it. Carriers' tables map their codes to these.
public enum Trouble {
  BUSY(Remedy.TRY_LATER, "The carrier was asked too often. Try again in a minute."),
  QUEUE_FULL(Remedy.TRY_LATER, "The carrier's queue for this number is full. Try again later."),
  OUT_OF_REACH(Remedy.TRY_LATER, "The phone is switched off or out of reach. Try again later."),
  LOST_BY_NETWORK(Remedy.TRY_LATER, "The network lost the text and does not say why. Try again."),
  CONGESTED(Remedy.TRY_LATER, "The network is congested. Try again later."),
  VOLUME(
      Remedy.TRY_LATER, "This number has sent as much as networks allow for now. Try again later."),
  EXPIRED(Remedy.TRY_LATER, "The text was too old when it could have been delivered. Try again."),

  NO_TEXT_NUMBER(Remedy.GIVE_UP, "That is no number which can get texts. Check it."),
  INVALID_NUMBER(Remedy.GIVE_UP, "That is no valid number. Check it."),
  NOT_MOBILE(Remedy.GIVE_UP, "That number is no mobile number."),
  TOO_LONG(Remedy.GIVE_UP, "The text is too long for the carrier. Send it as several texts."),
  BLOCKED(Remedy.GIVE_UP, "The number blocks texts from here."),
  NO_SUCH_NUMBER(Remedy.GIVE_UP, "The number does not exist, or not any more. Check it."),
  LANDLINE(Remedy.GIVE_UP, "The number is a landline or its network takes no texts. Call instead."),
  FILTERED(
      Remedy.GIVE_UP,
      "A network filtered the text as unwanted. Say it in other words, without links."),
  NOT_ROUTED(Remedy.GIVE_UP, "The carrier has no way to that number's network. Call instead."),
  MALFORMED(Remedy.GIVE_UP, "The carrier cannot read what was asked of it. Report this."),
  ATTACHMENT(
      Remedy.GIVE_UP,
      "The carrier or the network does not take the attachment. Send a smaller or other one."),

  ATTACHMENT_NOT_FETCHED(
      Remedy.FIX_ACCOUNT,
      "The carrier could not fetch the attachment from here. An admin can check"
          + " TANDEM_PUBLIC_URL."),

  OPTED_OUT(
      Remedy.OPTED_OUT,
      "This person asked for no more texts. Only their START opens the way again."),

  CONSENT_DOUBTFUL(
      Remedy.GIVE_UP,
      "This person may have asked for no more texts. Read what they wrote and decide first."),

  GROUP_OPTED_OUT(
      Remedy.GIVE_UP,
      "Somebody in this group asked for no more texts. Write to the others without them."),
  GROUP_DOUBTFUL(
      Remedy.GIVE_UP,
      "Somebody in this group may have asked for no more texts. Read what they wrote and decide"
          + " first."),
  NO_GROUPS(
      Remedy.GIVE_UP,
      "The number's carrier does not take this group any more. Text each person alone."),

  CREDENTIALS(
      Remedy.FIX_ACCOUNT,
      "The carrier does not accept the account's credentials. An admin can correct them in"
          + " settings."),
  NO_SUCH_ACCOUNT(
      Remedy.FIX_ACCOUNT,
      "The carrier does not know this account. An admin can correct it in settings."),
  COUNTRY(
      Remedy.FIX_ACCOUNT,
      "The carrier account may not text that country. An admin can allow it at the carrier."),
  SENDER_NOT_ALLOWED(
      Remedy.FIX_ACCOUNT,
      "The carrier account may not send from this number. An admin can check the number at the"
          + " carrier."),
  SENDER_UNKNOWN(
      Remedy.FIX_ACCOUNT,
      "The carrier does not know the sending number. An admin can check it at the carrier."),
  CALLBACK(
      Remedy.FIX_ACCOUNT,
      "The carrier does not accept our address for reports. An admin can check TANDEM_PUBLIC_URL."),
  SUSPENDED(
      Remedy.FIX_ACCOUNT, "The carrier has suspended the account. An admin can ask the carrier."),
  NO_CREDIT(
      Remedy.FIX_ACCOUNT,
      "The carrier account has no credit left. An admin can pay at the carrier."),
  TOLL_FREE_UNVERIFIED(
      Remedy.FIX_ACCOUNT,
      "The sending toll-free number is not verified. An admin can do that at the carrier."),
  UNREGISTERED(
      Remedy.FIX_ACCOUNT,
      "The sending number is not registered for business texts (10DLC). An admin can do that at the"
          + " carrier.");

  private final Remedy remedy;
  private final String detail;

  Trouble(Remedy remedy, String detail) {
    this.remedy = remedy;
    this.detail = detail;
  }

  public Remedy remedy() {
    return remedy;
  }

  /// The trouble under the carrier's own code.
  public CarrierError as(String code) {
    return new CarrierError(code, remedy, detail);
  }
}
