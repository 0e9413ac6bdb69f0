package dev.tandem.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.Change;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageSettings;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.broadcast.Broadcast.State;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.NewBroadcast;
import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import dev.tandem.storage.broadcast.Receivers;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.IdempotencyKeys;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.OneTimeLink;
import dev.tandem.storage.workspace.OneTimeLinks;
import dev.tandem.storage.workspace.Role;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: expired sessions and links, old idempotency keys, sound that nobody refers to and
/// broadcasts that are long over are removed in time, and nothing else is. Method: real storage, a
/// clock that the test moves.
final class WhatHadItsDayIsSweptTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Members members = new Members();
  private final Devices devices = new Devices();
  private final OneTimeLinks links = new OneTimeLinks();
  private final IdempotencyKeys keys = new IdempotencyKeys();

  @Test
  void inTheirTime(@TempDir Path directory) throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Storage storage = Storage.open(vertx, StorageSettings.in(directory), now::get)) {
      story(storage, new Sweeper(storage, now::get));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private void story(Storage storage, Sweeper sweeper) throws Exception {
    WorkspaceId workspace = storage.createWorkspace("Acme");
    Member ada =
        storage.inWorkspace(
            workspace,
            tx ->
                members
                    .create(tx, "ada@a.test", "Ada", Role.OWNER, Optional.empty())
                    .orElseThrow());
    UUID shortLived = device(storage, workspace, ada, "short", Duration.ofMinutes(30));
    UUID longLived = device(storage, workspace, ada, "long", Duration.ofDays(30));
    UUID link = link(storage, workspace, ada, "link", Duration.ofMinutes(30));
    UUID fresh = link(storage, workspace, ada, "fresh", Duration.ofDays(7));
    UUID resource = Ids.next();
    assertTrue(claim(storage, workspace, ada, resource) instanceof IdempotencyKeys.Claim.First);
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "audio/ogg");
    writer.write(new byte[] {1, 2, 3});
    BlobId orphan = writer.finish();
    CompletableFuture<UUID> signedOut = new CompletableFuture<>();
    var subscription =
        storage
            .changes()
            .subscribe(
                change -> {
                  if (change instanceof Change.SessionRevoked revoked) {
                    signedOut.complete(revoked.deviceId());
                  }
                });

    sweeper.sweep();
    assertTrue(new Blobs(storage).open(workspace, orphan).isPresent(), "it may still be named");
    assertFalse(signedOut.isDone());

    pass(Duration.ofMinutes(31));
    sweeper.sweep();
    assertEquals(shortLived, signedOut.get(10, TimeUnit.SECONDS), "its sockets are closed");
    subscription.close();
    int left = storage.inWorkspace(workspace, tx -> devices.sweep(tx, 10) + links.sweep(tx, 10));
    assertEquals(0, left, "they are gone");
    assertTrue(storage.inWorkspace(workspace, tx -> devices.find(tx, longLived)).isPresent());
    assertTrue(storage.inWorkspace(workspace, tx -> links.find(tx, fresh)).isPresent());
    assertFalse(storage.inWorkspace(workspace, tx -> links.find(tx, link)).isPresent());
    assertTrue(storage.directory().withExpired(now.get(), 10).isEmpty());
    assertTrue(claim(storage, workspace, ada, Ids.next()) instanceof IdempotencyKeys.Claim.Repeat);

    pass(Duration.ofHours(1));
    sweeper.sweep();
    assertFalse(new Blobs(storage).open(workspace, orphan).isPresent(), "nobody named it");

    pass(Duration.ofDays(1));
    UUID over = broadcast(storage, workspace, State.DONE);
    UUID canceled = broadcast(storage, workspace, State.CANCELED);
    UUID paused = broadcast(storage, workspace, State.PAUSED);
    sweeper.sweep();
    assertTrue(claim(storage, workspace, ada, Ids.next()) instanceof IdempotencyKeys.Claim.First);

    pass(Duration.ofDays(89));
    sweeper.sweep();
    assertTrue(there(storage, workspace, over) && there(storage, workspace, canceled));
    pass(Duration.ofDays(2));
    sweeper.sweep();
    assertFalse(there(storage, workspace, over) || there(storage, workspace, canceled));
    assertTrue(there(storage, workspace, paused), "it is not over");
    assertEquals(
        0,
        storage.inWorkspace(workspace, tx -> new Receivers().page(tx, over, 0, 10)).items().size(),
        "nobody is remembered as its receiver");
  }

  private static UUID broadcast(Storage storage, WorkspaceId workspace, State state) {
    Broadcasts broadcasts = new Broadcasts();
    return storage.inWorkspace(
        workspace,
        tx -> {
          UUID id =
              broadcasts
                  .create(
                      tx,
                      new NewBroadcast(
                          Ids.next(),
                          Ids.next(),
                          Ids.next(),
                          Personal.of("Hours"),
                          Personal.of("Hi"),
                          30,
                          List.of(new NewReceiver(Personal.of("+12025550143"), Personal.of("Hi")))))
                  .id();
          broadcasts.rest(tx, id, state, Optional.empty());
          return id;
        });
  }

  private static boolean there(Storage storage, WorkspaceId workspace, UUID broadcast) {
    return storage.inWorkspace(workspace, tx -> new Broadcasts().find(tx, broadcast)).isPresent();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private UUID device(
      Storage storage, WorkspaceId workspace, Member member, String token, Duration life) {
    return storage.inWorkspace(
        workspace,
        tx -> devices.create(tx, member.id(), "Desk", Secret.of(token), tx.now().plus(life)).id());
  }

  private UUID link(
      Storage storage, WorkspaceId workspace, Member member, String token, Duration life) {
    return storage.inWorkspace(
        workspace,
        tx ->
            links
                .create(
                    tx,
                    Optional.of(member.id()),
                    OneTimeLink.Purpose.SIGN_IN,
                    Secret.of(token),
                    tx.now().plus(life))
                .id());
  }

  private IdempotencyKeys.Claim claim(
      Storage storage, WorkspaceId workspace, Member member, UUID resource) {
    return storage.inWorkspace(
        workspace, tx -> keys.claim(tx, member.id(), "key-0001", "POST /contacts {}", resource));
  }
}
