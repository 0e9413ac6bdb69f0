package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Tokens;
import dev.tandem.gateway.edge.json.AccountJson;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.ApiKey;
import dev.tandem.storage.workspace.ApiKeys;
import dev.tandem.storage.workspace.AppPassword;
import dev.tandem.storage.workspace.AppPasswords;
import dev.tandem.storage.workspace.Credential;
import dev.tandem.storage.workspace.Credentials;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.Supplier;

/// What differs between one kind of credentials and another.
///
/// @param listed the contract's line about the list; `making` and `revoking` likewise
/// @param next a new secret
/// @param shown a credential without its secret
/// @param secretField the field that tells the secret, once
/// @param told the secret as it is told
public record CredentialKind<T extends Credential>(
    String path,
    String listed,
    String making,
    String revoking,
    Credentials<T> store,
    Supplier<Secret<String>> next,
    Function<T, JsonObject> shown,
    String secretField,
    Function<Secret<String>, String> told,
    AuditAction made,
    AuditAction revoked) {

  /// What a member's programs sign in with.
  public static CredentialKind<ApiKey> apiKeys(Tokens tokens) {
    return new CredentialKind<>(
        "/api-keys",
        "My API keys",
        "Make an API key; it is told only here",
        "Revoke one of my API keys",
        new ApiKeys(),
        tokens::nextApiKey,
        AccountJson::apiKey,
        "key",
        Secret::reveal,
        AuditAction.API_KEY_MADE,
        AuditAction.API_KEY_REVOKED);
  }

  /// What a member's phones sign in with to sync the address book, one for each.
  public static CredentialKind<AppPassword> appPasswords(Tokens tokens) {
    return new CredentialKind<>(
        "/app-passwords",
        "My app passwords",
        "Make an app password for a phone; it is told only here",
        "Revoke one of my app passwords",
        new AppPasswords(),
        tokens::nextAppPassword,
        AccountJson::appPassword,
        "password",
        Tokens::grouped,
        AuditAction.APP_PASSWORD_MADE,
        AuditAction.APP_PASSWORD_REVOKED);
  }
}
