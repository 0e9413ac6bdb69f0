package dev.tandem.messaging.carrier;

import dev.tandem.messaging.carrier.CarrierCommand.LookUpText;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.text.PhoneNumber;
import java.util.List;

/// A telephone carrier, as the rest of the gateway sees it.
///
/// How a carrier tells us things is one of two: it calls ([WebhookCarrier]), or it speaks over a
/// connection that we keep ([LineCarrier]).
///
/// Implementations are shared by all accounts at that carrier and keep no state of a message. Calls
/// block their (virtual) thread and never throw for what the world does: every failure is one of
/// the results.
public interface Carrier {

  /// The name in webhook paths and stored accounts, such as `twilio`.
  String name();

  /// What the carrier can do.
  Capabilities capabilities();

  /// What an account there is entered with.
  CredentialForm credentials();

  /// Hands one text over. Called at most once for an attempt; how it can end is [SendOutcome].
  SendOutcome send(SendText command, CarrierAccess access);

  /// Asks what became of a text whose send ended [SendOutcome.Unknown], or was cut short by a
  /// crash. A carrier that cannot tell a text of ours among others says so
  /// ([Capabilities.LookUp#BY_REPORT_ONLY]): its report brings our own id back.
  default LookUpOutcome lookUp(LookUpText command, CarrierAccess access) {
    return new LookUpOutcome.CannotTell(false, "no_look_up");
  }

  /// The numbers that the account has; the answer also shows whether its credentials hold.
  NumbersOutcome numbers(CarrierAccess access);

  /// How far the registration (10DLC) of a US number of the account is, where the carrier's API
  /// tells.
  default CampaignOutcome campaign(PhoneNumber number, CarrierAccess access) {
    return new CampaignOutcome.Untold("not_told");
  }

  /// Where attachments of the account's inbound texts are fetched from. One place may send on to
  /// another, and to nothing else.
  default List<MediaPlace> media(CarrierAccess access) {
    return List.of();
  }
}
