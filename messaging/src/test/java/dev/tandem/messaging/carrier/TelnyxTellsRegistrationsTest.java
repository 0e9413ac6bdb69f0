package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.CampaignOutcome.State;
import dev.tandem.messaging.carrier.CampaignOutcome.Told;
import dev.tandem.messaging.carrier.CampaignOutcome.Untold;
import dev.tandem.messaging.carrier.fake.FakeApi;
import dev.tandem.messaging.carrier.fake.FakeTelnyx;
import dev.tandem.messaging.carrier.http.ApiSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.send.LearnRegistrations;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberRegistration;
import dev.tandem.storage.workspace.NumberRegistration.Source;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: how far a number's registration is comes from the carrier where it tells; that it knows of
/// none does not overrule what an admin said. Method: Telnyx's dialect with one number in each
/// state, and the store.
@ExtendWith(RealStorage.class)
class TelnyxTellsRegistrationsTest {
  private static PhoneNumber number(int last) {
    return new PhoneNumber("+1202555011" + last);
  }

  @Test
  void everyStateIsTold(RealStorage.Opened opened) {
    FakeTelnyx dialect = new FakeTelnyx();
    try (FakeApi api = new FakeApi(opened.vertx(), dialect);
        TelnyxCarrier carrier =
            new TelnyxCarrier(
                opened.vertx(), ApiSettings.at("telnyx", api.url()), InstantSource.system())) {
      List<CampaignOutcome> told =
          List.of(1, 2, 3, 4).stream()
              .map(last -> carrier.campaign(number(last), dialect.access()))
              .toList();
      assertEquals(
          List.of(
              new Told(State.APPROVED, Optional.of("C1")),
              new Told(State.PENDING, Optional.of("C1")),
              new Told(State.REJECTED, Optional.of("C1")),
              new Told(State.NONE, Optional.empty())),
          told);
      CarrierAccess wrong =
          new CarrierAccess(
              dialect.access().accountId(), Secret.of("KEY-wrong"), dialect.access().more());
      assertEquals(new Untold("http_401"), carrier.campaign(number(1), wrong));
    }
  }

  @Test
  void whatItTellsIsKept(RealStorage.Opened opened) {
    FakeTelnyx dialect = new FakeTelnyx();
    Office office = Office.open(opened.storage(), "sandbox");
    NumberRegistrations registrations = new NumberRegistrations();
    try (FakeApi api = new FakeApi(opened.vertx(), dialect);
        TelnyxCarrier carrier =
            new TelnyxCarrier(
                opened.vertx(), ApiSettings.at("telnyx", api.url()), InstantSource.system())) {
      CarrierAccount account =
          opened
              .storage()
              .inWorkspace(
                  office.workspace(),
                  tx ->
                      new CarrierAccounts()
                          .create(
                              tx,
                              "telnyx",
                              UUID.randomUUID().toString(),
                              dialect.access().authToken(),
                              Optional.empty()))
              .orElseThrow();
      List<UUID> ours =
          List.of(1, 2, 4).stream()
              .map(
                  last ->
                      opened
                          .storage()
                          .inWorkspace(
                              office.workspace(),
                              tx ->
                                  new Numbers()
                                      .create(
                                          tx,
                                          number(last).e164(),
                                          "Number",
                                          Optional.of(account.id())))
                          .orElseThrow()
                          .id())
              .toList();
      boolean _ =
          opened
              .storage()
              .inWorkspace(
                  office.workspace(),
                  tx -> {
                    for (UUID id : List.of(ours.get(1), ours.get(2))) {
                      registrations.set(
                          tx,
                          id,
                          Status.APPROVED,
                          Status.APPROVED,
                          Optional.of("ours"),
                          Optional.of(2.0));
                    }
                    return true;
                  });
      new LearnRegistrations(opened.storage()).learn(office.workspace(), account, carrier);
      List<NumberRegistration> known =
          ours.stream()
              .map(
                  id ->
                      opened
                          .storage()
                          .inWorkspace(office.workspace(), tx -> registrations.find(tx, id))
                          .orElseThrow())
              .toList();
      assertEquals(
          List.of(Status.APPROVED, Status.PENDING, Status.APPROVED),
          known.stream().map(NumberRegistration::campaign).toList());
      assertEquals(
          List.of(Source.CARRIER, Source.CARRIER, Source.ADMIN),
          known.stream().map(NumberRegistration::source).toList());
      assertEquals(
          List.of("C1", "ours", "ours"),
          known.stream().map(it -> it.campaignName().orElseThrow().value()).toList());
      assertEquals(Optional.of(2.0), known.get(1).segmentsPerSecond(), "the rate stays");
      assertEquals(3, api.heard().size(), "the sandbox's number is not theirs");
    }
  }
}
