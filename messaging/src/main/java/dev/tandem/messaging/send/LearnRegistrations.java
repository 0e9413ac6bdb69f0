package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CampaignOutcome;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.List;
import java.util.Optional;

/// Asks the carrier of an account how far the registration (10DLC) of its US numbers is, and keeps
/// what it says. Blocks; call it on a virtual thread, outside any transaction.
public final class LearnRegistrations {
  /// Numbers that are asked for in one go.
  public static final int MOST = 50;

  private final Storage storage;
  private final Numbers numbers = new Numbers();
  private final NumberRegistrations registrations = new NumberRegistrations();

  public LearnRegistrations(Storage storage) {
    this.storage = storage;
  }

  /// Ends early when the carrier does not tell.
  public void learn(WorkspaceId workspace, CarrierAccount account, Carrier carrier) {
    CarrierAccess access =
        new CarrierAccess(account.accountId().value(), account.authToken(), account.more());
    List<PhoneNumberRecord> ours =
        storage.inWorkspace(workspace, numbers::all).stream()
            .filter(number -> number.carrierAccountId().equals(Optional.of(account.id())))
            .filter(number -> BusinessTexts.concerns(new PhoneNumber(number.e164().value())))
            .limit(MOST)
            .toList();
    for (PhoneNumberRecord number : ours) {
      switch (carrier.campaign(new PhoneNumber(number.e164().value()), access)) {
        case CampaignOutcome.Told(CampaignOutcome.State state, Optional<String> campaign) -> {
          boolean _ =
              storage.inWorkspace(
                  workspace, tx -> registrations.told(tx, number.id(), status(state), campaign));
        }
        case CampaignOutcome.Untold _ -> {
          return;
        }
      }
    }
  }

  private static Status status(CampaignOutcome.State state) {
    return switch (state) {
      case NONE -> Status.NONE;
      case PENDING -> Status.PENDING;
      case APPROVED -> Status.APPROVED;
      case REJECTED -> Status.REJECTED;
    };
  }
}
