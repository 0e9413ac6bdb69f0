package dev.tandem.storage.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Ids;
import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: an upload is its member's until one text has it; what no text takes goes, content and all.
/// Method: real storage, two members, one text.
@ExtendWith(SharedStorage.class)
class UploadWaitsForItsTextTest {
  private static final Uploads UPLOADS = new Uploads();
  private static final Attachments ATTACHMENTS = new Attachments();

  private static UUID uploaded(Storage storage, WorkspaceId workspace, UUID member) {
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "image/png");
    writer.write(new byte[] {1, 2, 3});
    BlobId blob = writer.finish();
    UUID id = Ids.next();
    return storage
        .inWorkspace(workspace, tx -> UPLOADS.add(tx, id, member, "image/png", blob, 3))
        .orElseThrow()
        .id();
  }

  @Test
  void oneTextTakesItAndItsMemberAlone(Storage storage) {
    TextFixture room = new TextFixture(storage);
    WorkspaceId workspace = room.workspace;
    UUID ada = Ids.next();
    UUID ben = Ids.next();
    UUID first = uploaded(storage, workspace, ada);
    UUID second = uploaded(storage, workspace, ada);
    UUID text = room.append(room.outbound("look")).message().id();
    storage.inWorkspace(
        workspace,
        tx -> {
          assertEquals(List.of(), UPLOADS.hold(tx, ben, List.of(first)), "another member's");
          assertFalse(UPLOADS.remove(tx, ben, first));
          List<Attachment> held = UPLOADS.hold(tx, ada, List.of(second, first, Ids.next()));
          assertEquals(List.of(second, first), held.stream().map(Attachment::id).toList());
          UPLOADS.give(tx, text, held);
          return true;
        });
    storage.inWorkspace(
        workspace,
        tx -> {
          List<Attachment> with = ATTACHMENTS.of(tx, List.of(text)).getOrDefault(text, List.of());
          assertEquals(List.of(second, first), with.stream().map(Attachment::id).toList());
          assertEquals(Attachment.State.KEPT, with.getFirst().state());
          assertEquals(Optional.of(text), with.getFirst().messageId());
          assertEquals(List.of(), UPLOADS.hold(tx, ada, List.of(first)), "it has its text");
          assertFalse(UPLOADS.remove(tx, ada, first));
          assertTrue(ATTACHMENTS.fetched(tx, first, 2));
          assertTrue(ATTACHMENTS.fetched(tx, first, 2));
          assertFalse(ATTACHMENTS.fetched(tx, first, 2), "more often than it may");
          return true;
        });
  }

  @Test
  void whatNoTextTakesIsSwept(Storage storage) {
    WorkspaceId workspace = new TextFixture(storage).workspace;
    UUID ada = Ids.next();
    UUID id = uploaded(storage, workspace, ada);
    Blobs blobs = new Blobs(storage);
    BlobId blob =
        storage
            .inWorkspace(workspace, tx -> UPLOADS.find(tx, ada, id))
            .flatMap(Attachment::blob)
            .orElseThrow();
    Instant now = Instant.now();
    assertEquals(0, swept(storage, workspace, now.minus(Duration.ofDays(1))));
    assertTrue(blobs.open(workspace, blob).isPresent());
    assertEquals(1, swept(storage, workspace, now.plus(Duration.ofDays(1))));
    assertTrue(blobs.open(workspace, blob).isEmpty(), "the content goes with it");
    UUID other = uploaded(storage, workspace, ada);
    boolean removed = storage.inWorkspace(workspace, tx -> UPLOADS.remove(tx, ada, other));
    assertTrue(removed);
    assertTrue(storage.inWorkspace(workspace, tx -> ATTACHMENTS.find(tx, other)).isEmpty());
  }

  private static int swept(Storage storage, WorkspaceId workspace, Instant until) {
    return storage.inWorkspace(workspace, tx -> UPLOADS.sweep(tx, until, 100));
  }

  @Test
  void nobodyKeepsMoreThanSoMany(Storage storage) {
    WorkspaceId workspace = new TextFixture(storage).workspace;
    UUID ada = Ids.next();
    for (int i = 0; i < Uploads.MOST; i++) {
      UUID _ = uploaded(storage, workspace, ada);
    }
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "image/png");
    BlobId blob = writer.finish();
    assertTrue(
        storage
            .inWorkspace(workspace, tx -> UPLOADS.add(tx, Ids.next(), ada, "image/png", blob, 0))
            .isEmpty());
    assertEquals(uploaded(storage, workspace, Ids.next()).version(), 7, "others still may");
  }
}
