package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.media.MediaCheck;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What is to go with a text: the member's uploads, as far as the number's carrier takes them.
final class Enclosures {
  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final Uploads uploads = new Uploads();

  Enclosures(Carriers carriers) {
    this.carriers = carriers;
  }

  /// What was found out about them.
  sealed interface Held {
    /// They can go; held until the transaction ends.
    record Fit(List<Attachment> files) implements Held {}

    /// They cannot; what to do.
    record Unfit(String detail) implements Held {}
  }

  Held hold(Tenant tx, UUID memberId, PhoneNumberRecord number, List<UUID> named) {
    if (named.isEmpty()) {
      return new Held.Fit(List.of());
    }
    List<Attachment> files = uploads.hold(tx, memberId, named);
    if (files.size() < named.size()) {
      return new Held.Unfit(
          "Name uploads of your own that no text has yet, each once. Upload the file again.");
    }
    Optional<String> refusal =
        number
            .carrierAccountId()
            .flatMap(account -> accounts.find(tx, account))
            .flatMap(account -> carriers.named(account.carrier()))
            .map(carrier -> MediaCheck.refusal(carrier.capabilities(), number.mms(), files))
            .orElseGet(
                () ->
                    Optional.of(
                        "The number's carrier account is gone. An admin can add one in settings."));
    return refusal.<Held>map(Held.Unfit::new).orElseGet(() -> new Held.Fit(files));
  }

  /// The text has them from here on.
  void give(Tenant tx, UUID messageId, List<Attachment> files) {
    uploads.give(tx, messageId, files);
  }
}
