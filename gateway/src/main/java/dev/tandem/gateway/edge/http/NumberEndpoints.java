package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The workspace's numbers.
public final class NumberEndpoints {
  private final Storage storage;
  private final Numbers numbers = new Numbers();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final NumberHosts hosts = new NumberHosts();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  public NumberEndpoints(Storage storage) {
    this.storage = storage;
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
            this::host));
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
                          AccountJson.number(
                                  number,
                                  number
                                      .carrierAccountId()
                                      .flatMap(id -> Optional.ofNullable(byId.get(id))))
                              .put("carrier_account_ids", ids(tx, number.id())))
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
          return Reply.ok(
              AccountJson.number(now, now.carrierAccountId().flatMap(it -> accounts.find(tx, it)))
                  .put("carrier_account_ids", ids(tx, id)));
        });
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
          return Reply.created(
              AccountJson.number(number, account).put("carrier_account_ids", ids(tx, number.id())));
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
