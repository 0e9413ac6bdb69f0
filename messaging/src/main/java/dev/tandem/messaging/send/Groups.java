package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;

/// One text for several people who see each other (group MMS): whether a number's carrier takes it,
/// and what a carrier's refusal of it says.
final class Groups {
  /// Networks hand group MMS to each other within the North American plan alone. Source: Telnyx and
  /// Bandwidth, group messaging.
  private static final String AMERICAN = "+1";

  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();

  Groups(Carriers carriers) {
    this.carriers = carriers;
  }

  /// Why it cannot be sent, and what to do; empty when it can, or is for one person.
  Optional<String> refusal(Tenant tx, Addressed addressed) {
    if (addressed.others().isEmpty()) {
      return Optional.empty();
    }
    PhoneNumberRecord number = addressed.number();
    return number
        .carrierAccountId()
        .flatMap(account -> accounts.find(tx, account))
        .flatMap(account -> carriers.named(account.carrier()))
        .map(
            carrier ->
                refusal(
                    carrier.capabilities(), number.mms(), addressed.from(), addressed.receivers()))
        .orElseGet(
            () ->
                Optional.of(
                    "The number's carrier account is gone. An admin can add one in settings."));
  }

  /// The same of a carrier. Pure.
  ///
  /// @param mms whether the number can, where the carrier said
  static Optional<String> refusal(
      Capabilities can, Optional<Boolean> mms, PhoneNumber from, List<PhoneNumber> to) {
    if (to.size() < 2) {
      return Optional.empty();
    }
    if (!can.group()) {
      return Optional.of(
          "This number's carrier takes no group texts. Text each person alone, write a broadcast, or"
              + " send from a number of another carrier.");
    }
    if (mms.equals(Optional.of(false))) {
      return Optional.of(
          "The carrier says that this number cannot send MMS, which group texts are. Send from"
              + " another number; an admin can have the carrier enable MMS and check the account"
              + " again.");
    }
    if (to.size() > can.groupReceivers()) {
      return Optional.of(
          "This number's carrier takes groups of up to %d people. Leave somebody out."
              .formatted(can.groupReceivers()));
    }
    return american(from) && to.stream().allMatch(Groups::american)
        ? Optional.empty()
        : Optional.of(
            "Group texts pass between numbers of the United States and Canada alone. Text the others"
                + " one by one.");
  }

  private static boolean american(PhoneNumber number) {
    return number.e164().startsWith(AMERICAN);
  }

  /// What sending came to. A carrier that refuses a group because somebody in it wants no more
  /// texts does not say who: nobody's wish is known by it.
  static SendOutcome heard(List<PhoneNumber> to, SendOutcome outcome) {
    return to.size() > 1
            && outcome instanceof SendOutcome.Refused(var error)
            && error.remedy() == Remedy.OPTED_OUT
        ? new SendOutcome.Refused(Trouble.GROUP_OPTED_OUT.as(error.code()))
        : outcome;
  }
}
