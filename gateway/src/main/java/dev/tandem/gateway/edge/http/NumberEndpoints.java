package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.gateway.edge.json.Words;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.NumberRegistration;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The workspace's numbers.
public final class NumberEndpoints {
  private static final Set<String> STATUSES = Set.of("none", "pending", "approved", "rejected");

  /// AT&T's best class takes 4,500 messages a minute.
  private static final long MOST_A_MINUTE = 60_000;

  private final Storage storage;
  private final Carriers carriers;
  private final Numbers numbers = new Numbers();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final NumberHosts hosts = new NumberHosts();
  private final NumberRegistrations registrations = new NumberRegistrations();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public NumberEndpoints(Storage storage, Carriers carriers) {
    this.storage = storage;
    this.carriers = carriers;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/numbers",
            Access.MEMBER,
            Tenancy.WORKSPACE,
            "The workspace's numbers",
            this::list),
        new Route(
            HttpMethod.POST,
            "/numbers",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Add a number that a carrier account has",
            this::add),
        new Route(
            HttpMethod.PUT,
            "/numbers/{id}/carrier-accounts",
            Access.ADMIN,
            Tenancy.OBJECT,
            "Say which accounts own a number",
            this::host),
        new Route(
            HttpMethod.PUT,
            "/numbers/{id}/registration",
            Access.ADMIN,
            Tenancy.OBJECT,
            "Say how far a number's registration (10DLC) is",
            this::register));
  }

  private Reply list(Ask ask) {
    Principal principal = ask.principal();
    List<JsonObject> all =
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              Map<UUID, CarrierAccount> byId =
                  accounts.all(tx).stream()
                      .collect(Collectors.toMap(CarrierAccount::id, Function.identity()));
              return numbers.all(tx).stream()
                  .map(
                      number ->
                          shown(
                              tx,
                              number,
                              number
                                  .carrierAccountId()
                                  .flatMap(id -> Optional.ofNullable(byId.get(id)))))
                  .toList();
            });
    return Reply.all(all, Function.identity());
  }

  private Reply host(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          PhoneNumberRecord number = numbers.find(tx, id).orElseThrow(Refusal::notFound);
          Fields fields = ask.fields();
          List<String> texts = fields.texts("carrier_account_ids", 1, NumberHosts.MOST, 36);
          fields.done();
          List<UUID> wanted = texts.stream().flatMap(text -> Fields.id(text).stream()).toList();
          Set<UUID> known =
              accounts.all(tx).stream().map(CarrierAccount::id).collect(Collectors.toSet());
          if (wanted.size() < texts.size()
              || !known.containsAll(wanted)
              || Set.copyOf(wanted).size() < wanted.size()) {
            throw Refusal.field(
                "carrier_account_ids", "must be accounts of this workspace, each once");
          }
          if (!wanted.equals(hosts.accounts(tx, id))) {
            hosts.set(tx, id, wanted);
            trail.add(
                tx,
                principal,
                AuditAction.NUMBER_HOSTED,
                Optional.of(id),
                AuditDetail.of(Field.NUMBER, number.e164().value())
                    .and(Field.COUNT, Integer.toString(wanted.size())));
          }
          PhoneNumberRecord now = numbers.find(tx, id).orElseThrow(Refusal::notFound);
          return Reply.ok(shaped(tx, now));
        });
  }

  private Reply register(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          PhoneNumberRecord number = numbers.find(tx, id).orElseThrow(Refusal::notFound);
          Fields fields = ask.fields();
          String brand = fields.word("brand", STATUSES);
          String campaign = fields.word("campaign", STATUSES);
          Optional<String> name = fields.optionalText("campaign_id", 1, 60);
          Optional<Double> rate =
              fields.has("segments_per_minute")
                  ? Optional.of(fields.integer("segments_per_minute", 1, MOST_A_MINUTE) / 60.0)
                  : Optional.empty();
          fields.done();
          registrations.set(tx, id, status(brand), status(campaign), name, rate);
          trail.add(
              tx,
              principal,
              AuditAction.NUMBER_REGISTERED,
              Optional.of(id),
              AuditDetail.of(Field.NUMBER, number.e164().value()).and(Field.DECISION, campaign));
          return Reply.ok(shaped(tx, number));
        });
  }

  private static Status status(String word) {
    return Status.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private JsonObject shaped(Tenant tx, PhoneNumberRecord number) {
    return shown(tx, number, number.carrierAccountId().flatMap(it -> accounts.find(tx, it)));
  }

  /// With what other tables and its carrier know of it.
  private JsonObject shown(Tenant tx, PhoneNumberRecord number, Optional<CarrierAccount> account) {
    return AccountJson.number(
            number,
            account,
            account.flatMap(it -> carriers.named(it.carrier())).map(Carrier::capabilities))
        .put("carrier_account_ids", ids(tx, number.id()))
        .put(
            "registration",
            registrations.find(tx, number.id()).map(this::registration).orElse(null));
  }

  private JsonObject registration(NumberRegistration known) {
    return new JsonObject()
        .put("brand", Words.of(known.brand()))
        .put("campaign", Words.of(known.campaign()))
        .put("campaign_id", known.campaignName().map(Personal::value).orElse(null))
        .put(
            "segments_per_minute",
            known.segmentsPerSecond().map(rate -> Math.round(rate * 60)).orElse(null))
        .put("source", Words.of(known.source()))
        .put("changed_at", Words.time(known.changedAt()));
  }

  private JsonArray ids(Tenant tx, UUID numberId) {
    JsonArray ids = new JsonArray();
    hosts.accounts(tx, numberId).forEach(id -> ids.add(id.toString()));
    return ids;
  }

  private Reply add(Ask ask) {
    Fields fields = ask.fields();
    String e164 = E164.field(fields, "e164");
    String name = fields.optionalText("name", 1, 60).orElse(e164);
    Optional<UUID> accountId = fields.optionalId("carrier_account_id");
    fields.done();
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          Optional<CarrierAccount> account = accountId.flatMap(id -> accounts.find(tx, id));
          if (accountId.isPresent() && account.isEmpty()) {
            throw Refusal.field("carrier_account_id", "is not an account of this workspace");
          }
          PhoneNumberRecord number =
              once.make(
                  tx,
                  ask,
                  id -> create(tx, ask.principal(), id, e164, name, accountId),
                  id -> numbers.find(tx, id).or(() -> numbers.byE164(tx, e164)));
          return Reply.created(shown(tx, number, account));
        });
  }

  private PhoneNumberRecord create(
      Tenant tx, Principal by, UUID id, String e164, String name, Optional<UUID> accountId) {
    PhoneNumberRecord number =
        numbers
            .create(tx, id, e164, name, accountId)
            .or(() -> accountId.flatMap(account -> attached(tx, e164, account)))
            .orElseThrow(() -> Refusal.field("e164", "is one of the workspace's numbers already"));
    trail.add(
        tx,
        by,
        AuditAction.NUMBER_ADDED,
        Optional.of(number.id()),
        AuditDetail.of(Field.NAME, name).and(Field.NUMBER, e164));
    return number;
  }

  /// A number whose account was removed goes on with another.
  private Optional<PhoneNumberRecord> attached(Tenant tx, String e164, UUID account) {
    return numbers
        .byE164(tx, e164)
        .filter(number -> numbers.attach(tx, number.id(), account))
        .flatMap(number -> numbers.find(tx, number.id()));
  }
}
