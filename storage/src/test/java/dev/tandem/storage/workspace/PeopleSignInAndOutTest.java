package dev.tandem.storage.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Directory.Found;
import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.IdempotencyKeys.Claim;
import dev.tandem.storage.workspace.OneTimeLink.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what opens a door is found by exactly its token, until it is used, revoked or too old.
/// Method: addresses, sessions, API keys, links, carrier accounts and idempotency keys through the
/// directory and their stores.
@ExtendWith(SharedStorage.class)
final class PeopleSignInAndOutTest {
  private final Instant later = Instant.now().plus(Duration.ofHours(1));
  private final Members members = new Members();
  private final Devices devices = new Devices();
  private final OneTimeLinks links = new OneTimeLinks();
  private final Storage storage;
  private final WorkspaceId workspace;
  private final UUID member;

  PeopleSignInAndOutTest(Storage storage) {
    this.storage = storage;
    workspace = storage.createWorkspace("People");
    member = create(Ids.next() + "@example.org").orElseThrow();
  }

  private Optional<UUID> create(String email) {
    return storage
        .inWorkspace(
            workspace, tx -> members.create(tx, email, "Ann", Role.MEMBER, Optional.empty()))
        .map(Member::id);
  }

  private boolean within(TenantWork<Boolean> work) {
    return storage.inWorkspace(workspace, work);
  }

  private static Secret<String> token() {
    return Secret.of("token-" + UUID.randomUUID());
  }

  @Test
  void an_address_belongs_to_one_member_of_the_installation() {
    String email = Ids.next() + "@example.org";
    UUID first = create("  " + email.toUpperCase(Locale.ROOT)).orElseThrow();
    assertEquals(Optional.empty(), create(email));
    WorkspaceId other = storage.createWorkspace("Other");
    assertEquals(
        Optional.empty(),
        storage.inWorkspace(
            other, tx -> members.create(tx, email, "Ann", Role.OWNER, Optional.empty())));
    assertEquals(
        Optional.of(new Found(workspace, first)), storage.directory().memberByEmail(email));
    assertTrue(storage.inWorkspace(other, tx -> members.find(tx, first)).isEmpty());
  }

  @Test
  void a_session_ends_by_time_and_by_revoking() throws InterruptedException {
    Secret<String> token = token();
    Device device =
        storage.inWorkspace(workspace, tx -> devices.create(tx, member, "Firefox", token, later));
    Optional<Found> found = Optional.of(new Found(workspace, device.id()));
    assertEquals(found, storage.directory().session(token, Instant.now()));
    assertEquals(Optional.empty(), storage.directory().session(token, later));
    assertEquals(Optional.empty(), storage.directory().apiKey(token));
    Instant evenLater = later.plus(Duration.ofHours(1));
    storage.inWorkspace(
        workspace,
        tx -> {
          devices.seen(tx, device.id(), evenLater);
          return device;
        });
    assertEquals(found, storage.directory().session(token, later));
    BlockingQueue<Change> heard = new LinkedBlockingQueue<>();
    var subscription = storage.changes().subscribe(heard::add);
    assertTrue(within(tx -> devices.revoke(tx, device.id())));
    assertFalse(within(tx -> devices.revoke(tx, device.id())));
    assertEquals(Optional.empty(), storage.directory().session(token, Instant.now()));
    assertEquals(List.of(), storage.inWorkspace(workspace, tx -> devices.of(tx, member)));
    assertEquals(
        new Change.SessionRevoked(workspace, device.memberId(), device.id()),
        heard.poll(10, TimeUnit.SECONDS));
    subscription.close();
  }

  @Test
  void an_api_key_is_revoked() {
    Secret<String> token = token();
    ApiKeys keys = new ApiKeys();
    ApiKey key = storage.inWorkspace(workspace, tx -> keys.create(tx, member, "CI", token));
    assertEquals(Optional.of(new Found(workspace, key.id())), storage.directory().apiKey(token));
    assertEquals(List.of(key), storage.inWorkspace(workspace, tx -> keys.of(tx, member)));
    assertTrue(within(tx -> keys.revoke(tx, key.id())));
    assertEquals(Optional.empty(), storage.directory().apiKey(token));
  }

  @Test
  void an_app_password_is_used_revoked_and_goes_with_its_member() {
    AppPasswords passwords = new AppPasswords();
    Secret<String> token = token();
    Secret<String> second = token();
    AppPassword phone =
        storage.inWorkspace(
            workspace, tx -> passwords.create(tx, Ids.next(), member, "Phone", token));
    AppPassword tablet =
        storage.inWorkspace(
            workspace, tx -> passwords.create(tx, Ids.next(), member, "Tablet", second));
    assertEquals(
        Optional.of(new Found(workspace, phone.id())), storage.directory().appPassword(token));
    assertEquals(
        List.of(phone, tablet), storage.inWorkspace(workspace, tx -> passwords.of(tx, member)));
    assertTrue(within(tx -> passwords.used(tx, phone.id())));
    assertTrue(within(tx -> passwords.find(tx, phone.id()).orElseThrow().lastUsedAt().isPresent()));
    assertTrue(within(tx -> passwords.revoke(tx, phone.id())));
    assertFalse(within(tx -> passwords.revoke(tx, phone.id())));
    assertEquals(Optional.empty(), storage.directory().appPassword(token));
    assertTrue(
        within(tx -> tx.sql().change("DELETE FROM tenant.member WHERE id = $1", member) == 1));
    assertEquals(
        Optional.empty(), storage.inWorkspace(workspace, tx -> passwords.find(tx, tablet.id())));
  }

  @Test
  void a_link_works_once_even_when_eight_try() throws InterruptedException, ExecutionException {
    Secret<String> token = token();
    storage.inWorkspace(
        workspace, tx -> links.create(tx, Optional.of(member), Purpose.SIGN_IN, token, later));
    Found found = storage.directory().oneTimeLink(token, Instant.now()).orElseThrow();
    List<Callable<Boolean>> uses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      uses.add(
          () ->
              storage
                  .inWorkspace(found.workspace(), tx -> links.use(tx, found.subject()))
                  .isPresent());
    }
    int used = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> use : threads.invokeAll(uses)) {
        used += use.get() ? 1 : 0;
      }
    }
    assertEquals(1, used);
    assertEquals(Optional.empty(), storage.directory().oneTimeLink(token, Instant.now()));
  }

  @Test
  void a_carrier_account_is_found_by_its_own_id() {
    String account = "AC" + UUID.randomUUID();
    CarrierAccounts accounts = new CarrierAccounts();
    CarrierAccount made =
        storage
            .inWorkspace(
                workspace,
                tx -> accounts.create(tx, "twilio", account, Secret.of("t0"), Optional.empty()))
            .orElseThrow();
    assertEquals(
        Optional.of(new Found(workspace, made.id())),
        storage.directory().carrierAccount("twilio", account));
    assertEquals(Optional.empty(), storage.directory().carrierAccount("sandbox", account));
    assertTrue(within(tx -> accounts.setBaseUrl(tx, made.id(), Optional.of("http://127.0.0.1:9"))));
    CarrierAccount read =
        storage.inWorkspace(workspace, tx -> accounts.find(tx, made.id())).orElseThrow();
    assertEquals(Optional.of("http://127.0.0.1:9"), read.baseUrl());
    assertEquals(Secret.of("t0"), read.authToken());
    assertFalse(read.toString().contains(account), "a record prints nothing that is sealed");
  }

  @Test
  void a_number_is_unique_in_its_workspace_only() {
    Numbers numbers = new Numbers();
    PhoneNumberRecord made =
        storage
            .inWorkspace(
                workspace, tx -> numbers.create(tx, "+12025550155", "Main", Optional.empty()))
            .orElseThrow();
    assertEquals(
        Optional.empty(),
        storage.inWorkspace(
            workspace, tx -> numbers.create(tx, "+12025550155", "Twice", Optional.empty())));
    assertEquals(
        Optional.of(made),
        storage.inWorkspace(workspace, tx -> numbers.byE164(tx, "+12025550155")));
    WorkspaceId other = storage.createWorkspace("Other");
    assertTrue(
        storage
            .inWorkspace(
                other, tx -> numbers.create(tx, "+12025550155", "Theirs", Optional.empty()))
            .isPresent());
  }

  @Test
  void a_request_repeats_and_a_key_is_misused() {
    IdempotencyKeys keys = new IdempotencyKeys();
    UUID resource = Ids.next();
    assertEquals(new Claim.First(), claim(keys, "key-0001", "POST /messages a", resource));
    assertEquals(
        new Claim.Repeat(resource), claim(keys, "key-0001", "POST /messages a", Ids.next()));
    assertEquals(new Claim.Conflict(), claim(keys, "key-0001", "POST /messages b", Ids.next()));
    assertEquals(new Claim.First(), claim(keys, "key-0002", "POST /messages b", Ids.next()));
  }

  private Claim claim(IdempotencyKeys keys, String key, String request, UUID resource) {
    return storage.inWorkspace(workspace, tx -> keys.claim(tx, member, key, request, resource));
  }
}
