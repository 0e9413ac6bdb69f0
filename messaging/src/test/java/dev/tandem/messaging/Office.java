package dev.tandem.messaging;

import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.ConversationFilter;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A workspace with one number on one carrier account, and the questions that tests ask of it.
public record Office(
    Storage storage,
    WorkspaceId workspace,
    UUID member,
    String accountSid,
    String token,
    UUID accountId,
    PhoneNumber number) {
  private static final Messages MESSAGES = new Messages();

  public static Office open(Storage storage, String carrier) {
    UUID member = Ids.next();
    String sid =
        "AC"
            + HexFormat.of().toHexDigits(member.getMostSignificantBits())
            + HexFormat.of().toHexDigits(member.getLeastSignificantBits());
    PhoneNumber number = new PhoneNumber("+12025550100");
    WorkspaceId workspace = storage.createWorkspace("Office");
    UUID account =
        storage.inWorkspace(
            workspace,
            tx -> {
              UUID id =
                  new CarrierAccounts()
                      .create(tx, carrier, sid, Secret.of("token-" + sid), Optional.empty())
                      .orElseThrow()
                      .id();
              if (new Numbers()
                  .create(tx, number.e164(), "Front desk", Optional.of(id))
                  .isEmpty()) {
                throw new AssertionError("a new workspace has no numbers");
              }
              return id;
            });
    return new Office(storage, workspace, member, sid, "token-" + sid, account, number);
  }

  /// A draft of the member's that is called a JPEG.
  public UUID upload(byte[] content) {
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "image/jpeg");
    writer.write(content);
    BlobId blob = writer.finish();
    return storage
        .inWorkspace(
            workspace,
            tx -> new Uploads().add(tx, Ids.next(), member, "image/jpeg", blob, content.length))
        .orElseThrow()
        .id();
  }

  public Message message(UUID id) {
    return storage.inWorkspace(workspace, tx -> MESSAGES.find(tx, id)).orElseThrow();
  }

  public List<Conversation> conversations() {
    return storage
        .inWorkspace(
            workspace,
            tx ->
                new Conversations().page(tx, member, ConversationFilter.ALL, Optional.empty(), 100))
        .items();
  }

  /// All texts of all conversations, oldest first within each.
  public List<Message> messages() {
    return conversations().stream()
        .flatMap(
            conversation ->
                storage
                    .inWorkspace(
                        workspace, tx -> MESSAGES.page(tx, conversation.id(), Long.MAX_VALUE, 100))
                    .items()
                    .reversed()
                    .stream())
        .toList();
  }

  /// Waits for what other threads bring about; fails after a minute, which a busy machine may need.
  public static void eventually(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    Semaphore never = new Semaphore(0);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("It did not come about: " + what);
      }
      try {
        never.tryAcquire(10, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stop);
      }
    }
  }
}
