package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.messaging.send.Addressed;
import dev.tandem.storage.workspace.ApiKey;
import dev.tandem.storage.workspace.AppPassword;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.Device;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.PhoneNumberRecord;
import dev.tandem.storage.workspace.WorkspaceRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// The workspace, its people and what they own, as JSON: things that name nothing else.
public final class AccountJson {
  private AccountJson() {}

  /// A person of the workspace, without presence.
  public static JsonObject member(Member member) {
    return new JsonObject()
        .put("id", member.id().toString())
        .put("email", member.email().value())
        .put("name", member.name().value())
        .put("role", Words.of(member.role()));
  }

  /// The workspace and the settings that members see.
  public static JsonObject workspace(WorkspaceRecord workspace) {
    return new JsonObject()
        .put("id", workspace.id().toString())
        .put("name", workspace.name().value())
        .put("ring_seconds", workspace.ringSeconds());
  }

  /// A signed-in browser or app.
  public static JsonObject device(Device device, boolean current) {
    return new JsonObject()
        .put("id", device.id().toString())
        .put("name", device.name().value())
        .put("current", current)
        .put("created_at", Words.time(device.createdAt()))
        .put("last_seen_at", Words.time(device.lastSeenAt()));
  }

  /// An API key of a member, without the key itself.
  public static JsonObject apiKey(ApiKey key) {
    return new JsonObject()
        .put("id", key.id().toString())
        .put("name", key.name().value())
        .put("created_at", Words.time(key.createdAt()));
  }

  /// An app password of a member, without the password itself.
  public static JsonObject appPassword(AppPassword password) {
    return new JsonObject()
        .put("id", password.id().toString())
        .put("name", password.name().value())
        .put("created_at", Words.time(password.createdAt()))
        .put("last_used_at", Words.time(password.lastUsedAt()));
  }

  /// A number of the workspace; `account` is the carrier account it hangs on, `can` what its
  /// carrier can do.
  public static JsonObject number(
      PhoneNumberRecord number, Optional<CarrierAccount> account, Optional<Capabilities> can) {
    return new JsonObject()
        .put("id", number.id().toString())
        .put("e164", number.e164().value())
        .put("name", number.name().value())
        .put("carrier", account.map(CarrierAccount::carrier).orElse(null))
        .put("carrier_account_id", Words.id(number.carrierAccountId()))
        .put(
            "media",
            can.filter(it -> it.mms() && number.mms().orElse(true))
                .map(AccountJson::media)
                .orElse(null))
        .put(
            "group_receivers",
            can.filter(_ -> number.mms().orElse(true))
                .map(it -> Math.min(it.groupReceivers(), Addressed.MAX_RECEIVERS))
                .orElse(0));
  }

  private static JsonObject media(Capabilities can) {
    return new JsonObject()
        .put("max_files", can.maxAttachments())
        .put("max_bytes", can.maxAttachmentBytes())
        .put("max_file_bytes", can.maxFileBytes())
        .put("types", new JsonArray(can.mediaTypes().stream().sorted().toList()));
  }

  /// Credentials at a carrier, without what proves us; `origin` is where its webhooks go.
  public static JsonObject carrierAccount(CarrierAccount account, Optional<String> origin) {
    String accountId = account.accountId().value();
    return new JsonObject()
        .put("id", account.id().toString())
        .put("carrier", account.carrier())
        .put("account_id", accountId)
        .put(
            "webhook_base",
            origin.map(at -> at + "/carriers/" + account.carrier() + "/" + accountId).orElse(null))
        .put("created_at", Words.time(account.createdAt()));
  }
}
