package dev.tandem.messaging.receive;

import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierEvent;
import dev.tandem.messaging.carrier.CarrierEvent.DeliveryReported;
import dev.tandem.messaging.carrier.CarrierEvent.MessageReceived;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.messaging.carrier.WebhookRequest;
import dev.tandem.messaging.carrier.WebhookVerdict.Authentic;
import dev.tandem.messaging.carrier.WebhookVerdict.Forged;
import dev.tandem.messaging.carrier.WebhookVerdict.Irrelevant;
import dev.tandem.messaging.carrier.WebhookVerdict.Malformed;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.CarrierAccounts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A carrier calls: its account is found, its proof checked, and what it tells is stored; texts
/// that come at the same time are committed together. Blocks; call it on a virtual thread.
///
/// Whoever gets [WebhookResult.Stored] back may acknowledge: the row is committed. A repeat finds
/// the row by the carrier's id of the message, under a unique index.
public final class Webhooks {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final Storage storage;
  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final Recently<Named, Account> called = new Recently<>();
  private final InboundTexts texts;
  private final DeliveryReports reports = new DeliveryReports();

  public Webhooks(Storage storage, Carriers carriers) {
    this.storage = storage;
    this.carriers = carriers;
    this.texts = new InboundTexts(storage);
  }

  /// An account as the path names it.
  private record Named(String carrier, String accountId) {}

  /// Whose account it is, and what proves that its carrier calls.
  private record Account(WorkspaceId workspace, UUID id, CarrierAccess access) {}

  /// Takes one call in. `carrierName` and `accountId` are those of the path.
  public WebhookResult accept(String carrierName, String accountId, WebhookRequest request) {
    if (!(carriers.named(carrierName).orElse(null) instanceof WebhookCarrier carrier)) {
      return new WebhookResult.UnknownAccount();
    }
    try {
      return called
          .get(new Named(carrierName, accountId), () -> account(carrierName, accountId))
          .map(account -> judge(account, carrier, request))
          .orElseGet(WebhookResult.UnknownAccount::new);
    } catch (StorageException down) {
      log.warn("A webhook of {} could not be stored; it is answered 503", carrierName, down);
      return new WebhookResult.Unavailable();
    }
  }

  private Optional<Account> account(String carrierName, String accountId) {
    return storage
        .directory()
        .carrierAccount(carrierName, accountId)
        .flatMap(
            found ->
                storage
                    .inWorkspace(found.workspace(), tx -> accounts.find(tx, found.subject()))
                    .map(
                        account ->
                            new Account(
                                found.workspace(),
                                account.id(),
                                new CarrierAccess(
                                    account.accountId().value(),
                                    account.authToken(),
                                    account.more()))));
  }

  private WebhookResult judge(Account account, WebhookCarrier carrier, WebhookRequest request) {
    return switch (carrier.read(request, account.access())) {
      case Forged(String reason) -> new WebhookResult.Forged(reason);
      case Malformed(String reason) -> new WebhookResult.Malformed(reason);
      case Irrelevant(String reason) -> new WebhookResult.Unused(reason);
      case Authentic(List<CarrierEvent> events) -> store(account, events);
    };
  }

  /// Stores each; tells of the first that could not be, so that the carrier calls again. What was
  /// stored is known then.
  private WebhookResult store(Account account, List<CarrierEvent> events) {
    WebhookResult told = new WebhookResult.Unused("The call tells of nothing.");
    boolean failed = false;
    for (CarrierEvent event : events) {
      WebhookResult result =
          switch (event) {
            case MessageReceived text -> texts.store(account.workspace(), account.id(), text);
            case DeliveryReported report ->
                storage.inWorkspace(
                    account.workspace(), tx -> reports.store(tx, account.id(), report));
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
