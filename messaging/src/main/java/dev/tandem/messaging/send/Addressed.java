package dev.tandem.messaging.send;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.messaging.text.SpecialNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Where a text comes from and goes to, read from what was written: a number of the workspace that
/// can send, and whom it can reach.
///
/// @param number ours
/// @param from the same as E.164
/// @param others who get it too, where it is for a group
public record Addressed(
    PhoneNumberRecord number, PhoneNumber from, PhoneNumber to, List<PhoneNumber> others) {
  /// Most people that one text goes to, whatever the carrier takes.
  public static final int MAX_RECEIVERS = 10;

  private static final Numbers NUMBERS = new Numbers();

  public Addressed {
    others = List.copyOf(others);
  }

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
    if (draft.to().isEmpty()) {
      return new Reading.Refused("to", "Say who it is for.");
    }
    Set<PhoneNumber> receivers = new LinkedHashSet<>();
    for (int i = 0; i < draft.to().size(); i++) {
      String written = draft.to().get(i);
      Optional<String> refusal = refusal(written, from);
      if (refusal.isPresent()) {
        return new Reading.Refused(
            draft.to().size() == 1 ? "to" : "to[%d]".formatted(i), refusal.get());
      }
      PhoneNumber.parseNear(written, from).ifPresent(receivers::add);
    }
    if (receivers.size() > MAX_RECEIVERS) {
      return new Reading.Refused(
          "to",
          "A group has up to %d people. Leave somebody out, or write a broadcast."
              .formatted(MAX_RECEIVERS));
    }
    List<PhoneNumber> all = List.copyOf(receivers);
    return new Reading.Reachable(
        new Addressed(number.get(), from, all.getFirst(), all.subList(1, all.size())));
  }

  /// Why nobody can be texted under what was written, and what to do.
  private static Optional<String> refusal(String written, PhoneNumber from) {
    Optional<String> special = SpecialNumber.refusal(written, from);
    if (special.isPresent()) {
      return special;
    }
    Optional<PhoneNumber> to = PhoneNumber.parseNear(written, from);
    if (to.isEmpty()) {
      return Optional.of("Write the number with + and its country code, such as +12025550123.");
    }
    return to.get().equals(from)
        ? Optional.of("That is the number it would be sent from.")
        : Optional.empty();
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

  /// All whom it is for.
  public List<PhoneNumber> receivers() {
    return Stream.concat(Stream.of(to), others.stream()).toList();
  }

  /// The other side, as conversations name it.
  public List<String> participants() {
    return receivers().stream().map(PhoneNumber::e164).toList();
  }
}
