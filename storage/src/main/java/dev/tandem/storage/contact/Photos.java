package dev.tandem.storage.contact;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.keys.SealedColumn;
import dev.tandem.storage.pg.Sql;
import dev.tandem.storage.seal.Personal;
import java.util.Optional;
import java.util.UUID;

/// Pictures of contacts. One is never changed, and the same one is kept once in a workspace; it
/// lives as long as a contact or a former version has it.
public final class Photos {
  /// Bytes of one picture: 1 MiB.
  public static final int MAX_BYTES = 1 << 20;

  private static final SealedColumn CONTENT =
      new SealedColumn("contact_photo", "content", KeyClass.MEDIA);

  /// A picture. `mediaType` is kept in the clear.
  public record Photo(UUID id, String mediaType, Personal<byte[]> content) {}

  /// Keeps a picture and answers its id, to be given to a contact in the same transaction.
  public UUID add(Tenant tx, String mediaType, byte[] content) {
    if (content.length == 0 || content.length > MAX_BYTES) {
      throw new IllegalArgumentException("a picture has 1 to " + MAX_BYTES + " bytes");
    }
    UUID id = Ids.next();
    // An insert that meets the same picture touches it, so that no sweep takes it meanwhile.
    return tx.sql()
        .one(
            """
            INSERT INTO tenant.contact_photo (workspace_id, id, content, content_index, media_type, size, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (workspace_id, content_index) DO UPDATE SET created_at = EXCLUDED.created_at RETURNING id
            """,
            tx.workspace().value(),
            id,
            tx.vault().seal(CONTENT, id, content),
            tx.vault().index("contact_photo", content),
            mediaType,
            content.length,
            tx.now())
        .orElseThrow(() -> new IllegalStateException("an upsert returns its row"))
        .getUUID("id");
  }

  public Optional<Photo> find(Tenant tx, UUID id) {
    return tx.sql()
        .one(
            "SELECT content, media_type FROM tenant.contact_photo WHERE id = $1",
            row ->
                new Photo(
                    id,
                    row.getString("media_type"),
                    Personal.of(tx.vault().open(CONTENT, id, Sql.bytes(row, "content")))),
            id);
  }
}
