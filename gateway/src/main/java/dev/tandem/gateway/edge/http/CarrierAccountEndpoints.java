package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.AuditTrail;
import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.gateway.edge.json.CarrierJson;
import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierNumber;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.WebhookCarrier;
import dev.tandem.messaging.send.LearnRegistrations;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditDetail.Field;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// The workspace's accounts at carriers: entered, checked, removed. What proves us is never told
/// back.
public final class CarrierAccountEndpoints {
  private final Storage storage;
  private final Carriers carriers;
  private final String origin;
  private final LearnRegistrations registrations;
  private final Numbers numbers = new Numbers();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final Once once = new Once();
  private final AuditTrail trail = new AuditTrail();

  /// `origin` is where carriers reach this gateway.
  public CarrierAccountEndpoints(Storage storage, Carriers carriers, String origin) {
    this.storage = storage;
    this.carriers = carriers;
    this.origin = origin;
    this.registrations = new LearnRegistrations(storage);
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/carriers",
            Access.MEMBER,
            Tenancy.NONE,
            "Carriers, what an account there takes and what they can do",
            this::carriers),
        new Route(
            HttpMethod.GET,
            "/carrier-accounts",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "The workspace's accounts at carriers",
            this::list),
        new Route(
            HttpMethod.POST,
            "/carrier-accounts",
            Access.ADMIN,
            Tenancy.WORKSPACE,
            "Add an account at a carrier",
            this::add),
        new Route(
            HttpMethod.POST,
            "/carrier-accounts/{id}/check",
            Access.ADMIN,
            Tenancy.OBJECT,
            "Ask the carrier whether an account holds, and for its numbers",
            this::check),
        new Route(
            HttpMethod.DELETE,
            "/carrier-accounts/{id}",
            Access.ADMIN,
            Tenancy.OBJECT,
            "Remove an account at a carrier",
            this::remove));
  }

  private Reply carriers(Ask ask) {
    return Reply.all(
        carriers.withForms().stream()
            .sorted()
            .flatMap(name -> carriers.named(name).stream())
            .toList(),
        CarrierJson::carrier);
  }

  private Reply list(Ask ask) {
    List<CarrierAccount> all = storage.inWorkspace(ask.principal().workspace(), accounts::all);
    return Reply.all(all, this::told);
  }

  /// An account at a carrier that calls has an address to call.
  private JsonObject told(CarrierAccount account) {
    boolean calls = carriers.named(account.carrier()).orElse(null) instanceof WebhookCarrier;
    return AccountJson.carrierAccount(account, calls ? Optional.of(origin) : Optional.empty());
  }

  private Reply add(Ask ask) {
    CarrierAccountForm form = CarrierAccountForm.read(ask.fields(), carriers);
    return storage.inWorkspace(
        ask.principal().workspace(),
        tx -> {
          CarrierAccount account =
              once.make(
                  tx,
                  ask,
                  id -> create(tx, ask.principal(), id, form),
                  id -> accounts.find(tx, id));
          return Reply.created(told(account));
        });
  }

  private CarrierAccount create(Tenant tx, Principal by, UUID id, CarrierAccountForm form) {
    CarrierAccount account =
        accounts
            .create(
                tx,
                id,
                form.carrier(),
                form.accountId(),
                form.authToken(),
                Optional.empty(),
                form.more())
            .orElseThrow(() -> Refusal.field("account_id", "is in use in a workspace already"));
    audit(tx, by, AuditAction.CARRIER_ACCOUNT_ADDED, account);
    return account;
  }

  private void audit(Tenant tx, Principal by, AuditAction action, CarrierAccount account) {
    trail.add(
        tx,
        by,
        action,
        Optional.of(account.id()),
        AuditDetail.of(Field.CARRIER, account.carrier())
            .and(Field.ACCOUNT, account.accountId().value()));
  }

  /// The carrier is asked outside of any transaction: it may take its time.
  private Reply check(Ask ask) {
    UUID id = ask.id();
    ask.fields().done();
    WorkspaceId workspace = ask.principal().workspace();
    CarrierAccount account =
        storage.inWorkspace(workspace, tx -> accounts.find(tx, id)).orElseThrow(Refusal::notFound);
    Carrier carrier = carriers.named(account.carrier()).orElseThrow(Refusal::notFound);
    NumbersOutcome outcome =
        carrier.numbers(
            new CarrierAccess(account.accountId().value(), account.authToken(), account.more()));
    if (outcome instanceof NumbersOutcome.Listed) {
      registrations.learn(workspace, account, carrier);
    }
    List<PhoneNumberRecord> ours = storage.inWorkspace(workspace, tx -> noted(tx, id, outcome));
    return Reply.ok(CarrierJson.check(outcome, id, ours));
  }

  /// The workspace's numbers; of those on the account it is noted whether they send attachments.
  private List<PhoneNumberRecord> noted(Tenant tx, UUID account, NumbersOutcome outcome) {
    List<PhoneNumberRecord> ours = numbers.all(tx);
    if (outcome instanceof NumbersOutcome.Listed(List<CarrierNumber> listed, boolean _)) {
      Map<String, Boolean> said =
          listed.stream()
              .collect(
                  Collectors.toMap(
                      one -> one.number().e164(), CarrierNumber::attachments, (one, _) -> one));
      ours.stream()
          .filter(number -> number.carrierAccountId().equals(Optional.of(account)))
          .forEach(
              number ->
                  Optional.ofNullable(said.get(number.e164().value()))
                      .ifPresent(
                          mms -> {
                            boolean _ = numbers.sendsAttachments(tx, number.id(), mms);
                          }));
    }
    return ours;
  }

  private Reply remove(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          CarrierAccount account = accounts.find(tx, id).orElseThrow(Refusal::notFound);
          if (!carriers.withForms().contains(account.carrier())) {
            throw Refusal.of(
                ProblemCode.CONFLICT, "This account comes with the gateway and stays.");
          }
          if (!accounts.remove(tx, id)) {
            throw Refusal.notFound();
          }
          audit(tx, principal, AuditAction.CARRIER_ACCOUNT_REMOVED, account);
          return Reply.done();
        });
  }
}
