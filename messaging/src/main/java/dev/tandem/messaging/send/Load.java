package dev.tandem.messaging.send;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.workspace.CarrierAccount;
import java.time.Instant;
import java.util.List;

/// A claimed text with all that sending it takes.
record Load(
    JobClaim claim,
    DeliveryMachine machine,
    Message message,
    CarrierAccount account,
    Carrier carrier,
    int before,
    Instant leaseEnds) {
  CarrierAccess access() {
    return new CarrierAccess(account.accountId().value(), account.authToken(), account.more());
  }

  Load by(CarrierAccount other, Carrier itsCarrier) {
    return new Load(claim, machine, message, other, itsCarrier, before, leaseEnds);
  }

  PhoneNumber from() {
    return new PhoneNumber(message.from().value());
  }

  /// Whom it is for; the first of a group.
  PhoneNumber to() {
    return new PhoneNumber(message.to().value().getFirst());
  }

  /// All whom it is for.
  List<PhoneNumber> receivers() {
    return message.to().value().stream().map(PhoneNumber::new).toList();
  }

  /// What goes along with the text.
  List<Attachment> files(Tenant tx) {
    return new Attachments().of(tx, List.of(message.id())).getOrDefault(message.id(), List.of());
  }
}
