package dev.tandem.messaging.send;

import dev.tandem.messaging.consent.Standing;
import dev.tandem.messaging.send.Addressed.Reading;
import dev.tandem.messaging.send.SubmitResult.Refused;
import dev.tandem.messaging.send.SubmitText.Look;
import dev.tandem.messaging.text.PlainMarks;
import dev.tandem.messaging.text.Segments;
import dev.tandem.messaging.text.TextCheck;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.consent.ConsentEntry;
import dev.tandem.storage.consent.ConsentPair;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.workspace.NumberRegistration;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether texts to many people could be handed in now, at any hour, as [SubmitText#look] says it
/// of one; what has to be read is read for all at once. Stores nothing.
public final class LookAhead {
  private final PhoneNumberRecord number;
  private final Map<ConsentPair, ConsentEntry> said;
  private final Optional<NumberRegistration> registration;

  /// @param number what the texts are sent from
  /// @param to numbers in E.164; others may be among them
  public LookAhead(Tenant tx, PhoneNumberRecord number, Collection<String> to) {
    this.number = number;
    this.said =
        new Consents().newest(tx, to.stream().map(it -> new ConsentPair(number.id(), it)).toList());
    this.registration = new NumberRegistrations().find(tx, number.id());
  }

  /// Whether this text to one of them could be.
  public Look to(String to, String text) {
    TextDraft draft =
        new TextDraft(number.id().toString(), List.of(to), text, Duration.ZERO, Night.ANYWAY);
    return switch (TextCheck.of(PlainMarks.where(text))) {
      case TextCheck.Refused(String detail) -> new Look.No(new Refused("text", detail));
      case TextCheck.Sendable(Segments segments) ->
          switch (Addressed.read(Optional.of(number), draft)) {
            case Reading.Refused(String field, String detail) ->
                new Look.No(new Refused(field, detail));
            case Reading.Reachable(Addressed addressed) -> look(addressed, segments);
          };
    };
  }

  private Look look(Addressed addressed, Segments segments) {
    Standing standing =
        Standing.after(
            Optional.ofNullable(said.get(new ConsentPair(number.id(), addressed.to().e164()))));
    if (!standing.mayBeTexted()) {
      return new Look.No(SubmitText.unwelcome(standing));
    }
    return BusinessTexts.refusal(registration, addressed)
        .<Look>map(why -> new Look.No(new Refused("from", why)))
        .orElseGet(() -> new Look.Yes(addressed, segments));
  }
}
