package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.Carrier;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.MediaPlace;
import dev.tandem.messaging.media.MediaAnswer.Content;
import dev.tandem.messaging.media.MediaAnswer.Gone;
import dev.tandem.messaging.media.MediaAnswer.Later;
import dev.tandem.messaging.media.MediaAnswer.Never;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.job.JobClaim;
import dev.tandem.storage.job.Jobs;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.message.Attachment;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.workspace.CarrierAccount;
import dev.tandem.storage.workspace.CarrierAccounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings attachments here: asks the carrier, looks at what came, seals it, and then has the
/// carrier remove it where it can be, with a receipt in the audit log. Each attachment has a job;
/// one that fails is tried again for a day and then has a reason.
public final class MediaIntake {
  /// Of the jobs that this is done by; the subject is the attachment.
  public static final String KIND = "media";

  /// After so many tries nothing more is asked of the carrier: 15 s, doubling to 2 h, is about a
  /// day.
  static final int MAX_TRIES = 18;

  private static final Logger log = LoggerFactory.getLogger(MediaIntake.class);

  /// Longer than two exchanges and what is written between them.
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofHours(2);

  /// Attachments fetched at once: at most 40 MiB.
  private static final int BATCH = 4;

  private final Storage storage;
  private final Carriers carriers;
  private final MediaClient client;
  private final Blobs blobs;
  private final Jobs jobs;
  private final Attachments attachments = new Attachments();
  private final Messages messages = new Messages();
  private final CarrierAccounts accounts = new CarrierAccounts();

  public MediaIntake(Storage storage, Carriers carriers, MediaClient client) {
    this.storage = storage;
    this.carriers = carriers;
    this.client = client;
    this.blobs = new Blobs(storage);
    this.jobs = new Jobs(storage);
  }

  /// What is to be fetched, and from whom.
  private record Task(
      JobClaim claim,
      Attachment attachment,
      String source,
      CarrierAccount account,
      Carrier carrier) {
    WorkspaceId workspace() {
      return claim.workspace();
    }

    List<MediaPlace> places() {
      return carrier.media(
          new CarrierAccess(account.accountId().value(), account.authToken(), account.more()));
    }
  }

  /// Works on what is due, four at once. False when nothing was.
  public boolean work(Instant now) {
    List<JobClaim> due = jobs.claim(KIND, now, LEASE, BATCH);
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(claim -> each.execute(() -> work(claim, now)));
    }
    return !due.isEmpty();
  }

  private void work(JobClaim claim, Instant now) {
    try {
      Optional<Task> task = storage.inWorkspace(claim.workspace(), tx -> task(tx, claim));
      if (task.isPresent()) {
        work(task.get(), now);
      }
    } catch (RuntimeException trouble) {
      // The lease ends and the job is due again.
      log.warn("An attachment waits: {}", trouble.getClass().getSimpleName());
    }
  }

  /// Empty when there is nothing to be done: the job is completed then.
  private Optional<Task> task(Tenant tx, JobClaim claim) {
    Optional<Attachment> attachment = attachments.find(tx, claim.subjectId());
    Optional<CarrierAccount> account =
        attachment
            .flatMap(Attachment::messageId)
            .flatMap(text -> messages.find(tx, text))
            .flatMap(Message::carrierAccountId)
            .flatMap(id -> accounts.find(tx, id));
    Optional<Carrier> carrier = account.flatMap(found -> carriers.named(found.carrier()));
    if (attachment.flatMap(Attachment::source).isPresent() && carrier.isPresent()) {
      return Optional.of(
          new Task(
              claim,
              attachment.get(),
              attachment.get().source().orElseThrow().value(),
              account.get(),
              carrier.get()));
    }
    attachment.ifPresent(found -> attachments.refuse(tx, found, "no_account"));
    boolean _ = jobs.complete(tx, claim);
    return Optional.empty();
  }

  private void work(Task task, Instant now) {
    switch (task.attachment().state()) {
      case AWAITED -> fetch(task, now);
      case KEPT -> remove(task, now);
      case REFUSED, DRAFT -> end(task, false);
    }
  }

  private void fetch(Task task, Instant now) {
    switch (client.fetch(task.source(), task.places())) {
      case Content content -> take(task, content, now);
      case Gone _ -> refuse(task, "gone");
      case Never(String reason) -> refuse(task, reason);
      case Later(String reason) when task.claim().attempts() >= MAX_TRIES -> refuse(task, reason);
      case Later _ -> later(task, now);
    }
  }

  private void take(Task task, Content content, Instant now) {
    Optional<MediaKind> kind = MediaKind.of(content.body().getBytes());
    if (kind.isEmpty()) {
      refuse(task, "unknown_content");
    } else if (!kind.get().mayBeCalled(task.attachment().mediaType())
        || !kind.get().mayBeCalled(content.mediaType())) {
      refuse(task, "type_lies");
    } else {
      keep(task, content, kind.get(), now);
    }
  }

  private void keep(Task task, Content content, MediaKind kind, Instant now) {
    BlobWriter writer = blobs.create(task.workspace(), KeyClass.MEDIA, kind.mediaType());
    writer.write(content.body().getBytes());
    BlobId blob = writer.finish();
    boolean removes = MediaClient.removes(task.source(), task.places());
    boolean kept =
        storage.inWorkspace(
            task.workspace(),
            tx -> {
              boolean taken =
                  attachments.keep(
                      tx, task.attachment(), kind.mediaType(), blob, content.body().length());
              if (taken && !removes) {
                attachments.settle(tx, task.attachment().id(), false);
                boolean _ = jobs.complete(tx, task.claim());
              }
              return taken;
            });
    if (kept && removes) {
      remove(task, now);
    }
  }

  private void remove(Task task, Instant now) {
    switch (client.remove(task.source(), task.places())) {
      case Gone _ -> end(task, true);
      case Later _ when task.claim().attempts() < MAX_TRIES -> later(task, now);
      case Later _, Never _, Content _ -> end(task, false);
    }
  }

  private void refuse(Task task, String reason) {
    log.info("Attachment {} is not taken: {}", task.attachment().id(), reason);
    boolean _ =
        storage.inWorkspace(
            task.workspace(),
            tx -> {
              boolean _ = attachments.refuse(tx, task.attachment(), reason);
              return jobs.complete(tx, task.claim());
            });
  }

  private void end(Task task, boolean removed) {
    boolean _ =
        storage.inWorkspace(
            task.workspace(),
            tx -> {
              attachments.settle(tx, task.attachment().id(), removed);
              boolean ours = jobs.complete(tx, task.claim());
              if (ours && removed) {
                var _ =
                    new AuditLog()
                        .append(
                            tx,
                            Optional.empty(),
                            AuditAction.ATTACHMENT_REMOVED_AT_CARRIER,
                            Optional.of(task.attachment().id()),
                            AuditDetail.of(AuditDetail.Field.CARRIER, task.account().carrier()));
              }
              return ours;
            });
  }

  private void later(Task task, Instant now) {
    int doublings = Math.min(task.claim().attempts() - 1, 16);
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.max(0, doublings));
    boolean _ =
        jobs.retryAt(
            task.claim(), now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
  }
}
