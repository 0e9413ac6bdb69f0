package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError;
import dev.tandem.messaging.carrier.Trouble;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.NumberRegistration;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The US networks' rule for texts of businesses (10DLC): they refuse what leaves a ten-digit
/// number that no approved campaign stands behind. What is known to be refused is not sent, and
/// what a carrier refuses for it is known from then on. A number of which nothing is known is
/// tried.
public final class BusinessTexts {
  private static final String US = "US";

  private final NumberRegistrations registrations = new NumberRegistrations();
  private final Numbers numbers = new Numbers();

  /// Why a text would be refused, and what to do; empty when nothing is known against it.
  Optional<String> refusal(Tenant tx, Addressed addressed) {
    return refusal(registrations.find(tx, addressed.number().id()), addressed);
  }

  /// The same where the number's registration is known.
  static Optional<String> refusal(Optional<NumberRegistration> registration, Addressed addressed) {
    return registration
        .filter(_ -> concerns(addressed.from(), addressed.receivers()))
        .filter(known -> !known.approved())
        .map(BusinessTexts::words);
  }

  /// The same at the moment of sending, when more may be known than when the text was handed in.
  boolean refused(Tenant tx, PhoneNumber from, List<PhoneNumber> to) {
    return concerns(from, to)
        && numbers
            .byE164(tx, from.e164())
            .flatMap(number -> registrations.find(tx, number.id()))
            .filter(known -> !known.approved())
            .isPresent();
  }

  /// Whether the rule is about texts between these: from a ten-digit US number, not a toll-free
  /// one, to a US number among others.
  static boolean concerns(PhoneNumber from, List<PhoneNumber> to) {
    return concerns(from) && to.stream().anyMatch(person -> person.region().equals(US));
  }

  /// Whether a number of ours is one that the rule is about.
  static boolean concerns(PhoneNumber from) {
    return from.region().equals(US) && !from.tollFree();
  }

  private static String words(NumberRegistration known) {
    return switch (known.campaign()) {
      case PENDING ->
          "US networks refuse texts of this number until its campaign (10DLC) is approved. Wait for it, or send from another"
              + " number.";
      case REJECTED ->
          "This number's campaign (10DLC) was rejected, so US networks refuse its texts. An admin can mend it at the"
              + " carrier and say so in settings.";
      case NONE, APPROVED ->
          "This number is not registered for business texts (10DLC), so US networks refuse them. An admin can register it at"
              + " the carrier and say so in settings.";
    };
  }

  /// Learns from what a carrier said about a text from `e164`.
  public void heard(Tenant tx, String e164, CarrierError error) {
    if (error.equals(Trouble.UNREGISTERED.as(error.code()))) {
      numbers.byE164(tx, e164).ifPresent(number -> registrations.refused(tx, number.id()));
    }
  }

  /// What the number's campaign may send in all, under the name that its numbers share.
  Optional<CampaignRate> rate(Tenant tx, UUID numberId) {
    return registrations
        .find(tx, numberId)
        .flatMap(
            known ->
                known
                    .segmentsPerSecond()
                    .map(
                        rate ->
                            new CampaignRate(
                                "campaign "
                                    + tx.workspace()
                                    + " "
                                    + known
                                        .campaignName()
                                        .map(name -> name.value())
                                        .orElse(numberId.toString()),
                                rate)));
  }

  /// @param sender which campaign it is, among all workspaces' and all single numbers
  record CampaignRate(String sender, double segmentsPerSecond) {
    @Override
    public String toString() {
      return "CampaignRate[redacted]";
    }
  }
}
