package dev.tandem.storage;

import dev.tandem.storage.keys.Installation;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.BlindIndex;
import dev.tandem.storage.seal.Secret;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What must be found before a workspace is known. It holds ids, times and keyed hashes; whoever
/// found an entry reads the rest inside the workspace that it names.
public final class Directory {
  private final AppPool pool;
  private final Map<Kind, BlindIndex> indexes = new EnumMap<>(Kind.class);

  Directory(AppPool pool, Installation installation) {
    this.pool = pool;
    for (Kind kind : Kind.values()) {
      indexes.put(kind, installation.directoryIndex(kind.name()));
    }
  }

  /// What entries stand for. A value has one entry of a kind in the whole installation.
  public enum Kind {
    MEMBER_EMAIL,
    SESSION,
    API_KEY,
    APP_PASSWORD,
    ONE_TIME_LINK,
    CARRIER_ACCOUNT
  }

  /// The workspace, and the id of the member, device, API key, app password, link or carrier
  /// account in it.
  public record Found(WorkspaceId workspace, UUID subject) {}

  public Optional<Found> memberByEmail(String email) {
    return find(Kind.MEMBER_EMAIL, email(email), Instant.EPOCH);
  }

  /// The device that signed in with this token, unless its session has expired.
  public Optional<Found> session(Secret<String> token, Instant now) {
    return find(Kind.SESSION, token.reveal(), now);
  }

  public Optional<Found> apiKey(Secret<String> token) {
    return find(Kind.API_KEY, token.reveal(), Instant.EPOCH);
  }

  public Optional<Found> appPassword(Secret<String> password) {
    return find(Kind.APP_PASSWORD, password.reveal(), Instant.EPOCH);
  }

  /// A link that was not used yet and has not expired.
  public Optional<Found> oneTimeLink(Secret<String> token, Instant now) {
    return find(Kind.ONE_TIME_LINK, token.reveal(), now);
  }

  public Optional<Found> carrierAccount(String carrier, String accountId) {
    return find(Kind.CARRIER_ACCOUNT, account(carrier, accountId), Instant.EPOCH);
  }

  /// All accounts at carriers, of all workspaces.
  public List<Found> carrierAccounts() {
    return Sql.alone(pool)
        .list(
            "SELECT workspace_id, subject_id FROM system.directory WHERE kind = $1",
            row ->
                new Found(new WorkspaceId(row.getUUID("workspace_id")), row.getUUID("subject_id")),
            Kind.CARRIER_ACCOUNT);
  }

  /// At most `max` workspaces with sessions or links that have expired by `now`.
  public List<WorkspaceId> withExpired(Instant now, int max) {
    return Sql.alone(pool)
        .list(
            "SELECT DISTINCT workspace_id FROM system.directory WHERE expires_at <= $1 LIMIT $2",
            row -> new WorkspaceId(row.getUUID("workspace_id")),
            now,
            max);
  }

  private Optional<Found> find(Kind kind, String value, Instant now) {
    return Sql.alone(pool)
        .one(
            """
            SELECT workspace_id, subject_id FROM system.directory
            WHERE kind = $1 AND key_hash = $2 AND (expires_at IS NULL OR expires_at > $3)
            """,
            row ->
                new Found(new WorkspaceId(row.getUUID("workspace_id")), row.getUUID("subject_id")),
            kind,
            hash(kind, value),
            now);
  }

  byte[] hash(Kind kind, String value) {
    BlindIndex index = indexes.get(kind);
    if (index == null) {
      throw new AssertionError("every kind has an index");
    }
    return index.of(value);
  }

  /// One spelling for all ways to write an address.
  public static String email(String written) {
    return written.strip().toLowerCase(Locale.ROOT);
  }

  /// The value under which a carrier account is entered.
  public static String account(String carrier, String accountId) {
    return carrier + "|" + accountId;
  }
}
