package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A carrier calls: one transaction finds the account, verifies, and stores. Blocks; call it on a
/// virtual thread.
///
/// Whoever gets [WebhookResult.Stored] back may acknowledge: the row is committed. A repeat finds
/// the row by the carrier's id of the message, under a unique index.
public final class Webhooks {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final Storage storage;
  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final InboundTexts texts = new InboundTexts();
  private final DeliveryReports reports = new DeliveryReports();

  public Webhooks(Storage storage, Carriers carriers) {
    this.storage = storage;
    this.carriers = carriers;
  }

  /// Takes one call in. `carrierName` and `accountId` are those of the path.
  public WebhookResult accept(String carrierName, String accountId, WebhookRequest request) {
    Optional<Carrier> carrier = carriers.named(carrierName);
    if (carrier.isEmpty()) {
      return new WebhookResult.UnknownAccount();
    }
    try {
      return storage
          .directory()
          .carrierAccount(carrierName, accountId)
          .map(found -> inWorkspace(found, carrier.get(), request))
          .orElseGet(WebhookResult.UnknownAccount::new);
    } catch (StorageException down) {
      log.warn("A webhook of {} could not be stored; it is answered 503", carrierName, down);
      return new WebhookResult.Unavailable();
    }
  }

  private WebhookResult inWorkspace(
      Directory.Found found, Carrier carrier, WebhookRequest request) {
    return storage.inWorkspace(
        found.workspace(),
        tx ->
            accounts
                .find(tx, found.subject())
                .map(account -> judge(tx, account, carrier, request))
                .orElseGet(WebhookResult.UnknownAccount::new));
  }

  private WebhookResult judge(
      Tenant tx, CarrierAccount account, Carrier carrier, WebhookRequest request) {
    CarrierAccess access = new CarrierAccess(account.accountId().value(), account.authToken());
    return switch (carrier.read(request, access)) {
      case Forged(String reason) -> new WebhookResult.Forged(reason);
      case Malformed(String reason) -> new WebhookResult.Malformed(reason);
      case Irrelevant(String reason) -> new WebhookResult.Unused(reason);
      case Authentic(List<CarrierEvent> events) -> store(tx, account, events);
    };
  }

  /// Stores all; tells of the first that could not be, so that the carrier calls again. What was
  /// stored is known then.
  private WebhookResult store(Tenant tx, CarrierAccount account, List<CarrierEvent> events) {
    WebhookResult told = new WebhookResult.Unused("The call tells of nothing.");
    boolean failed = false;
    for (CarrierEvent event : events) {
      WebhookResult result =
          switch (event) {
            case MessageReceived text -> texts.store(tx, account.id(), text);
            case DeliveryReported report -> reports.store(tx, account.id(), report);
          };
      if (!failed) {
        told = result;
        failed =
            !(result instanceof WebhookResult.Stored || result instanceof WebhookResult.Unused);
      }
    }
    return told;
  }
}
