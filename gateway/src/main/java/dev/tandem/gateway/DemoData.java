package dev.tandem.gateway;

import dev.tandem.gateway.account.Invitations;
import dev.tandem.gateway.account.Passwords;
import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.config.Config;
import dev.tandem.gateway.tls.KeyFiles;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.ApiKeys;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.QuietTimes;
import dev.tandem.storage.workspace.Role;
import dev.tandem.storage.workspace.Workspaces;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What a demo needs: a workspace, two members, the sandbox carrier with two numbers, and
/// `demo.json` with everything a newcomer or a test signs in with. Every step looks first, so that
/// a second run finds its data again and a run that was cut short is completed by the next.
final class DemoData {
  private static final List<String> NAMES = List.of("Ada", "Ben");
  private static final String SANDBOX = "sandbox";
  private static final List<OwnNumber> NUMBERS =
      List.of(new OwnNumber("+12025550190", "Front desk"), new OwnNumber("+12025550191", "Sales"));

  private record OwnNumber(String e164, String name) {}

  /// A member of the demo, with what signs them in.
  record Person(Member member, String password, String apiKey, Secret<String> link) {}

  /// The demo as it stands.
  record Ready(WorkspaceId workspace, List<Person> people, CarrierAccess sandbox) {}

  private final Foundation foundation;
  private final Storage storage;
  private final Config config;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Invitations invitations;
  private final Members members = new Members();
  private final ApiKeys apiKeys = new ApiKeys();
  private final CarrierAccounts accounts = new CarrierAccounts();
  private final Numbers numbers = new Numbers();

  DemoData(Foundation foundation) {
    this.foundation = foundation;
    this.storage = foundation.storage();
    this.config = foundation.config();
    this.passwords = new Passwords(foundation.random());
    this.tokens = new Tokens(foundation.random());
    this.invitations = Gateway.invitations(foundation);
  }

  /// Finds or makes all of it, and writes `demo.json`.
  Ready prepare() {
    JsonObject kept = read();
    WorkspaceId workspace = workspace();
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      people.add(person(workspace, NAMES.get(i), i == 0 ? Role.OWNER : Role.MEMBER, kept));
    }
    CarrierAccount account = storage.inWorkspace(workspace, this::sandbox);
    Ready ready =
        new Ready(
            workspace, people, new CarrierAccess(account.accountId().value(), account.authToken()));
    write(ready, account);
    return ready;
  }

  private Path file() {
    return config.data().resolve("demo.json");
  }

  private JsonObject read() {
    try {
      return Files.exists(file()) ? new JsonObject(Files.readString(file())) : new JsonObject();
    } catch (IOException | DecodeException e) {
      return new JsonObject();
    }
  }

  private static String email(String name) {
    return name.toLowerCase(java.util.Locale.ROOT) + "@demo.invalid";
  }

  private WorkspaceId workspace() {
    Optional<WorkspaceId> known =
        storage.directory().memberByEmail(email(NAMES.getFirst())).map(found -> found.workspace());
    if (known.isPresent()) {
      return known.get();
    }
    for (WorkspaceId id : storage.workspaces()) {
      if (!storage.inWorkspace(id, members::all).isEmpty()) {
        throw new StartFailure(
            StartFailure.Cause.CONFIGURATION,
            config.data()
                + " belongs to an installation with people of its own; set TANDEM_DATA to another"
                + " directory for the demo.",
            new IllegalStateException("not a demo"));
      }
    }
    WorkspaceId made = storage.createWorkspace("Demo");
    // Nobody outside the machine is woken, and a newcomer may look at it at night.
    storage.inWorkspace(
        made,
        tx -> {
          Workspaces workspaces = new Workspaces();
          QuietTimes usual = workspaces.quietTimes(tx);
          workspaces.keepQuiet(tx, new QuietTimes(false, usual.from(), usual.until()));
          return made;
        });
    return made;
  }

  private Person person(WorkspaceId workspace, String name, Role role, JsonObject kept) {
    JsonObject before = before(kept, email(name));
    String password =
        Optional.ofNullable(before.getString("password")).orElseGet(() -> tokens.next().reveal());
    boolean knownPassword = before.containsKey("password");
    Optional<Secret<String>> hash =
        knownPassword ? Optional.empty() : Optional.of(Secret.of(passwords.hash(password)));
    return storage.inWorkspace(
        workspace,
        tx -> {
          Member member =
              members.all(tx).stream()
                  .filter(one -> one.email().value().equals(email(name)))
                  .findFirst()
                  .or(() -> members.create(tx, email(name), name, role, Optional.empty()))
                  .orElseThrow();
          hash.ifPresent(fresh -> members.setPassword(tx, member.id(), fresh));
          String apiKey =
              Optional.ofNullable(before.getString("api_key")).orElseGet(() -> apiKey(tx, member));
          return new Person(member, password, apiKey, invitations.signIn(tx, member.id()));
        });
  }

  private String apiKey(Tenant tx, Member member) {
    Secret<String> key = tokens.nextApiKey();
    apiKeys.create(tx, member.id(), "demo.json", key);
    return key.reveal();
  }

  private static JsonObject before(JsonObject kept, String email) {
    return kept.getJsonArray("members", new JsonArray()).stream()
        .map(JsonObject.class::cast)
        .filter(one -> email.equals(one.getString("email")))
        .findFirst()
        .orElseGet(JsonObject::new);
  }

  private CarrierAccount sandbox(Tenant tx) {
    CarrierAccount account =
        accounts.all(tx).stream()
            .filter(one -> one.carrier().equals(SANDBOX))
            .findFirst()
            .or(() -> accounts.create(tx, SANDBOX, accountId(), tokens.next(), Optional.empty()))
            .orElseThrow();
    for (OwnNumber number : NUMBERS) {
      if (numbers.byE164(tx, number.e164()).isEmpty()) {
        numbers.create(tx, number.e164(), number.name(), Optional.of(account.id()));
      }
    }
    return account;
  }

  private String accountId() {
    byte[] bytes = new byte[16];
    foundation.random().nextBytes(bytes);
    return "AC" + HexFormat.of().formatHex(bytes);
  }

  private void write(Ready ready, CarrierAccount account) {
    JsonArray people = new JsonArray();
    for (Person person : ready.people()) {
      people.add(
          new JsonObject()
              .put("email", person.member().email().value())
              .put("password", person.password())
              .put("api_key", person.apiKey())
              .put("member_id", person.member().id().toString())
              .put("sign_in_link", person.link().reveal()));
    }
    String accountId = account.accountId().value();
    JsonObject demo =
        new JsonObject()
            .put("base_url", config.https().origin())
            .put("ca_file", foundation.certificates().authorityFile().toString())
            .put("workspace_id", ready.workspace().toString())
            .put("relay_url", relayUrl(config))
            .put("members", people)
            .put("numbers", new JsonArray(NUMBERS.stream().map(OwnNumber::e164).toList()))
            .put(
                "carriers",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", SANDBOX)
                            .put("account_id", accountId)
                            .put("auth_token", account.authToken().reveal())
                            .put("webhook_base_path", "/carriers/" + SANDBOX + "/" + accountId)));
    try {
      KeyFiles.writePrivate(file(), demo.encodePrettily() + "\n");
    } catch (IOException e) {
      throw new StartFailure(
          StartFailure.Cause.PERMISSION,
          file() + " cannot be written; check the directory's owner and free space.",
          e);
    }
  }

  private static String relayUrl(Config config) {
    return config.relaysElsewhere().stream()
        .map(relay -> "turn:" + relay.host() + ":" + relay.port() + "?transport=udp")
        .findFirst()
        .orElseGet(() -> RelayUrls.udp(config.relay()));
  }
}
