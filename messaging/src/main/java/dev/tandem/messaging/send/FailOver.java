package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.SendOutcome.Refused;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.send.DeliveryInput.Sent;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.Numbers;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// By which other account a text goes when one has certainly not taken it: the number is hosted on
/// both. Where it is not certain ([dev.tandem.messaging.carrier.SendOutcome.Unknown]) no other one
/// gets it.
final class FailOver {
  private final Messages messages = new Messages();
  private final Numbers numbers = new Numbers();
  private final NumberHosts hosts = new NumberHosts();
  private final CarrierAccounts accounts = new CarrierAccounts();

  /// Whether the carrier said that it has not taken the text, for a reason that is not the text's
  /// or the person's: it is out of reach or out of room, or the account is not in order.
  static boolean notTaken(DeliveryInput heard) {
    return switch (heard) {
      case Sent(Retry _) -> true;
      case Sent(Refused(var error)) -> error.remedy() == Remedy.FIX_ACCOUNT;
      case Sent _,
          DeliveryInput.Due _,
          DeliveryInput.Seen _,
          DeliveryInput.NotSeen _,
          DeliveryInput.Unclear _ ->
          false;
    };
  }

  /// What counts when none has taken it: a carrier that will later outweighs one that will not.
  static DeliveryInput milder(Optional<DeliveryInput> before, DeliveryInput heard) {
    return before
        .filter(input -> input instanceof Sent(Retry _))
        .filter(_ -> notTaken(heard))
        .orElse(heard);
  }

  /// Gives the text to the next account that its number is hosted on and that was not tried;
  /// committed before that account is asked, so that a crash leaves behind who was.
  ///
  /// @param takes says whether an account's carrier is one that this gateway speaks to, and that
  ///   takes what goes with the text
  Optional<CarrierAccount> next(
      Tenant tx, Message message, Set<UUID> tried, Predicate<CarrierAccount> takes) {
    return numbers
        .byE164(tx, message.from().value())
        .flatMap(
            number ->
                hosts.accounts(tx, number.id()).stream()
                    .filter(account -> !tried.contains(account))
                    .flatMap(account -> accounts.find(tx, account).stream())
                    .filter(takes)
                    .findFirst())
        .filter(account -> messages.giveTo(tx, message.id(), account.id()));
  }
}
