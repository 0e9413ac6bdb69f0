package dev.tandem.messaging.broadcast;

import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberRegistration;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import java.util.stream.Stream;

/// How fast a number sends: as its carrier takes texts, or its campaign may.
final class SendingRate {
  private final Carriers carriers;
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final NumberRegistrations registrations = new NumberRegistrations();

  SendingRate(Carriers carriers) {
    this.carriers = carriers;
  }

  /// Infinite where nothing is known of it.
  double segmentsPerSecond(Tenant tx, PhoneNumberRecord number) {
    Stream<Double> rates =
        Stream.concat(
            number
                .carrierAccountId()
                .flatMap(id -> accounts.find(tx, id))
                .flatMap(account -> carriers.named(account.carrier()))
                .map(carrier -> carrier.capabilities().segmentsPerSecond())
                .stream(),
            registrations
                .find(tx, number.id())
                .flatMap(NumberRegistration::segmentsPerSecond)
                .stream());
    return rates.reduce(Double.POSITIVE_INFINITY, Math::min);
  }
}
