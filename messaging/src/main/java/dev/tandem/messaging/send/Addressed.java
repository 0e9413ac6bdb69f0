package dev.tandem.messaging.send;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.SpecialNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where a text comes from and goes to, read from what was written: a number of the workspace that
/// can send, and whom it can reach.
///
/// @param number ours
/// @param from the same as E.164
public record Addressed(PhoneNumberRecord number, PhoneNumber from, PhoneNumber to) {
  private static final Numbers NUMBERS = new Numbers();

  /// What came of reading.
  sealed interface Reading {
    /// It can be sent there.
    record Reachable(Addressed addressed) implements Reading {}

    /// It cannot; the field and what to do.
    record Refused(String field, String detail) implements Reading {}
  }

  static Reading read(Tenant tx, TextDraft draft) {
    return read(number(tx, draft.from()), draft);
  }

  /// The same where what it is sent from is known.
  static Reading read(Optional<PhoneNumberRecord> number, TextDraft draft) {
    if (number.isEmpty()) {
      return new Reading.Refused("from", "Send from one of the workspace's numbers.");
    }
    if (number.get().carrierAccountId().isEmpty()) {
      return new Reading.Refused(
          "from", "This number has no carrier account. An admin can add one in settings.");
    }
    PhoneNumber from = new PhoneNumber(number.get().e164().value());
    if (draft.to().size() != 1) {
      return new Reading.Refused("to", "Name one number. Group texts are not offered yet.");
    }
    Optional<String> special = SpecialNumber.refusal(draft.to().getFirst(), from);
    if (special.isPresent()) {
      return new Reading.Refused("to", special.get());
    }
    Optional<PhoneNumber> to = PhoneNumber.parseNear(draft.to().getFirst(), from);
    if (to.isEmpty()) {
      return new Reading.Refused(
          "to", "Write the number with + and its country code, such as +12025550123.");
    }
    if (to.get().equals(from)) {
      return new Reading.Refused("to", "That is the number it would be sent from.");
    }
    return new Reading.Reachable(new Addressed(number.get(), from, to.get()));
  }

  private static Optional<PhoneNumberRecord> number(Tenant tx, String from) {
    Optional<UUID> id = uuid(from);
    if (id.isPresent()) {
      return NUMBERS.find(tx, id.get());
    }
    return PhoneNumber.parse(from).flatMap(number -> NUMBERS.byE164(tx, number.e164()));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /// The other side, as conversations name it.
  public List<String> participants() {
    return List.of(to.e164());
  }
}
