package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.OutboundMedia;
import dev.tandem.messaging.carrier.WebhookAddress;
import dev.tandem.storage.Directory;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.blob.BlobReader;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives carriers what goes with a text: to whoever has a name that was made for that account,
/// until its time is over, the text is settled, or it was fetched too often. Blocks; call it on a
/// virtual thread.
public final class MediaHandout {
  /// How often one attachment is given out in all: a carrier asks, looks again and tries again, for
  /// each attempt to send.
  public static final int MOST_FETCHES = 64;

  /// States in which a carrier may have the text and not yet its attachments.
  private static final Set<MessageState> ON_ITS_WAY =
      EnumSet.of(MessageState.SENDING, MessageState.UNCONFIRMED, MessageState.SENT);

  private final Storage storage;
  private final Blobs blobs;
  private final Attachments attachments = new Attachments();
  private final Messages messages = new Messages();

  public MediaHandout(Storage storage) {
    this.storage = storage;
    this.blobs = new Blobs(storage);
  }

  /// What became of a request.
  public sealed interface Answer {
    /// Its content.
    ///
    /// @param name for whoever saves it
    record Given(String mediaType, String name, BlobReader content) implements Answer {}

    /// There is nothing under that name, or not any more. Why is for the meter alone.
    record Refused(Reason reason) implements Answer {}
  }

  /// Why nothing is given.
  public enum Reason {
    /// No name of ours, or another account's.
    FORGED,
    EXPIRED,
    /// The text is settled, or was never on its way.
    REVOKED,
    TOO_OFTEN
  }

  /// Where the account's carrier fetches what goes with a text. In the transaction that says that
  /// the text is being sent.
  public static List<OutboundMedia> links(
      Tenant tx,
      WebhookAddress address,
      String carrier,
      String accountId,
      Collection<Attachment> attachments,
      Instant now) {
    return attachments.stream()
        .map(one -> MediaLinks.of(tx, address, carrier, accountId, one, now))
        .toList();
  }

  /// Opens what `name` stands for.
  ///
  /// @param carrier and `accountId` as in the path
  /// @param counts whether it is fetched now; false where only its size is asked for
  public Answer open(String carrier, String accountId, String name, Instant now, boolean counts) {
    Optional<MediaLinks.Named> named = MediaLinks.read(name);
    Optional<Directory.Found> account = storage.directory().carrierAccount(carrier, accountId);
    if (named.isEmpty() || account.isEmpty()) {
      return new Answer.Refused(Reason.FORGED);
    }
    Looked found =
        storage.inWorkspace(
            account.get().workspace(),
            tx -> find(tx, carrier, accountId, account.get(), named.get(), now, counts));
    if (found.refused().isPresent() || found.attachment().isEmpty()) {
      return new Answer.Refused(found.refused().orElse(Reason.REVOKED));
    }
    Attachment attachment = found.attachment().get();
    String extension =
        MediaKind.named(attachment.mediaType()).map(MediaKind::extension).orElse("bin");
    return attachment
        .blob()
        .flatMap(blob -> blobs.open(account.get().workspace(), blob))
        .<Answer>map(
            content -> new Answer.Given(attachment.mediaType(), "file." + extension, content))
        .orElseGet(() -> new Answer.Refused(Reason.REVOKED));
  }

  private record Looked(Optional<Attachment> attachment, Optional<Reason> refused) {
    static Looked no(Reason reason) {
      return new Looked(Optional.empty(), Optional.of(reason));
    }
  }

  private Looked find(
      Tenant tx,
      String carrier,
      String accountId,
      Directory.Found account,
      MediaLinks.Named named,
      Instant now,
      boolean counts) {
    if (!MediaLinks.holds(tx, carrier, accountId, named)) {
      return Looked.no(Reason.FORGED);
    }
    if (now.isAfter(named.until())) {
      return Looked.no(Reason.EXPIRED);
    }
    Optional<Attachment> attachment = attachments.find(tx, named.attachment());
    Optional<Message> text =
        attachment
            .flatMap(Attachment::messageId)
            .flatMap(id -> messages.find(tx, id))
            .filter(message -> message.direction() == Direction.OUT)
            .filter(message -> message.carrierAccountId().equals(Optional.of(account.subject())))
            .filter(message -> ON_ITS_WAY.contains(message.state()));
    if (text.isEmpty()) {
      return Looked.no(Reason.REVOKED);
    }
    if (counts && !attachments.fetched(tx, named.attachment(), MOST_FETCHES)) {
      return Looked.no(Reason.TOO_OFTEN);
    }
    return new Looked(attachment, Optional.empty());
  }
}
