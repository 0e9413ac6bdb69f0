package dev.tandem.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.audit.AuditAction;
import dev.tandem.storage.audit.AuditDetail;
import dev.tandem.storage.audit.AuditEntry;
import dev.tandem.storage.audit.AuditLog;
import dev.tandem.storage.audit.HeadLog;
import dev.tandem.storage.blob.BlobId;
import dev.tandem.storage.blob.BlobWriter;
import dev.tandem.storage.blob.Blobs;
import dev.tandem.storage.broadcast.Broadcasts;
import dev.tandem.storage.broadcast.NewBroadcast;
import dev.tandem.storage.broadcast.NewBroadcast.NewReceiver;
import dev.tandem.storage.broadcast.ReceiverLists;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.call.NewCall;
import dev.tandem.storage.consent.ConsentChannel;
import dev.tandem.storage.consent.ConsentKind;
import dev.tandem.storage.consent.ConsentScope;
import dev.tandem.storage.consent.Consents;
import dev.tandem.storage.consent.NewConsent;
import dev.tandem.storage.contact.Address;
import dev.tandem.storage.contact.Author;
import dev.tandem.storage.contact.ContactCard;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.contact.CustomField;
import dev.tandem.storage.contact.NewContact;
import dev.tandem.storage.contact.Organisation;
import dev.tandem.storage.contact.PersonName;
import dev.tandem.storage.contact.Phone;
import dev.tandem.storage.contact.Photos;
import dev.tandem.storage.contact.Typed;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.keys.KeyClass;
import dev.tandem.storage.message.Attachments;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.InboundPart;
import dev.tandem.storage.message.InboundParts;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewAttachment;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.message.Receipts;
import dev.tandem.storage.message.Uploads;
import dev.tandem.storage.note.NewNote;
import dev.tandem.storage.note.NoteText;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.reindex.SearchWork;
import dev.tandem.storage.schedule.DaytimeTexts;
import dev.tandem.storage.schedule.NewScheduledText;
import dev.tandem.storage.schedule.ScheduledTexts;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.search.SegmentMerge;
import dev.tandem.storage.team.PostText;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.team.Rooms;
import dev.tandem.storage.template.Templates;
import dev.tandem.storage.voicemail.NewVoicemail;
import dev.tandem.storage.voicemail.Voicemails;
import dev.tandem.storage.workspace.ApiKeys;
import dev.tandem.storage.workspace.AppPasswords;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Devices;
import dev.tandem.storage.workspace.IdempotencyKeys;
import dev.tandem.storage.workspace.Member;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.NumberHosts;
import dev.tandem.storage.workspace.NumberRegistration.Status;
import dev.tandem.storage.workspace.NumberRegistrations;
import dev.tandem.storage.workspace.Numbers;
import dev.tandem.storage.workspace.OneTimeLink.Purpose;
import dev.tandem.storage.workspace.OneTimeLinks;
import dev.tandem.storage.workspace.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes at least one row of every table through its store, with values that can be searched for.
final class EveryStoreWritten {
  final WorkspaceId workspace;
  final List<String> canaries = new ArrayList<>();
  final UUID memberId;
  final UUID numberId;
  final UUID conversationId;
  final UUID messageId = Ids.next();
  final UUID voicemailId = Ids.next();
  final UUID contactId;

  private final String prefix;

  /// `prefix` has no meaning and is unlike anything else in the database.
  EveryStoreWritten(Storage storage, String prefix) {
    this.prefix = prefix;
    workspace = storage.createWorkspace(canary("workspace"));
    Member member = storage.inWorkspace(workspace, this::member);
    memberId = member.id();
    numberId = storage.inWorkspace(workspace, this::number);
    conversationId = storage.inWorkspace(workspace, this::texts);
    boolean _ = storage.inWorkspace(workspace, this::team);
    contactId = storage.inWorkspace(workspace, this::contact);
    storage.inWorkspace(workspace, this::audit);
    new HeadLog(storage).keep();
    SearchWork search = new SearchWork(storage);
    for (boolean on : new boolean[] {false, true}) {
      storage.inWorkspace(workspace, tx -> search.turn(tx, on));
    }
    upload(storage);
    voicemail(storage);
  }

  private String canary(String what) {
    String value = prefix + "-" + what + "-" + canaries.size();
    canaries.add(value);
    return value;
  }

  private Secret<String> token(String what) {
    return Secret.of(canary(what));
  }

  private Member member(Tenant tx) {
    Instant soon = tx.now().plus(Duration.ofHours(1));
    Member member =
        new Members()
            .create(
                tx,
                canary("email") + "@example.org",
                canary("name"),
                Role.OWNER,
                Optional.of(token("password")))
            .orElseThrow();
    new Devices().create(tx, member.id(), canary("device"), token("session"), soon);
    new ApiKeys().create(tx, member.id(), canary("key-name"), token("api-key"));
    new AppPasswords()
        .create(tx, Ids.next(), member.id(), canary("phone-name"), token("app-password"));
    new OneTimeLinks().create(tx, Optional.of(member.id()), Purpose.SIGN_IN, token("link"), soon);
    new IdempotencyKeys()
        .claim(tx, member.id(), canary("idempotency"), canary("request"), Ids.next());
    return member;
  }

  private UUID number(Tenant tx) {
    UUID account =
        new CarrierAccounts()
            .create(
                tx,
                Ids.next(),
                "twilio",
                canary("account"),
                token("auth-token"),
                Optional.of(canary("base-url")),
                Map.of("secret", token("more")))
            .orElseThrow()
            .id();
    UUID other =
        new CarrierAccounts()
            .create(tx, "telnyx", canary("account"), token("auth-token"), Optional.empty())
            .orElseThrow()
            .id();
    UUID number =
        new Numbers()
            .create(tx, canary("+12025550100"), canary("number-name"), Optional.of(account))
            .orElseThrow()
            .id();
    new NumberRegistrations()
        .set(
            tx,
            number,
            Status.APPROVED,
            Status.APPROVED,
            Optional.of(canary("campaign")),
            Optional.of(1.0));
    new NumberHosts().set(tx, number, List.of(account, other));
    return number;
  }

  private UUID texts(Tenant tx) {
    String outside = canary("+12025550101");
    UUID conversation = new Conversations().findOrCreate(tx, numberId, List.of(outside));
    Messages messages = new Messages();
    messages.append(tx, message(messageId, conversation, outside));
    // Its words move on into a segment, and those of the next wait where new ones do.
    new SegmentMerge(1).merge(tx);
    UUID second = Ids.next();
    messages.append(tx, message(second, conversation, outside));
    messages.advance(
        tx,
        messageId,
        MessageState.FAILED,
        Optional.of("30003"),
        Optional.of(Personal.of(canary("error"))),
        Optional.empty());
    new Attachments()
        .add(
            tx,
            second,
            List.of(new NewAttachment(Personal.of(canary("https://media")), "image/jpeg")));
    new Notes()
        .add(
            tx,
            new NewNote(
                Ids.next(),
                conversation,
                Ids.next(),
                NoteText.of(canary("note")),
                List.of(memberId)));
    new InboundParts()
        .add(
            tx,
            new InboundPart(
                Ids.next(),
                Ids.next(),
                Personal.of(outside),
                Personal.of(canary("+12025550102")),
                7,
                2,
                1,
                Personal.of(canary("piece"))));
    new Conversations().markRead(tx, memberId, conversation, 1);
    UUID failed = Ids.next();
    messages.append(tx, outbound(failed, conversation, outside));
    messages.advance(
        tx, failed, MessageState.FAILED, Optional.empty(), Optional.empty(), Optional.empty());
    new DaytimeTexts().add(tx, second);
    UUID group = new Conversations().findOrCreate(tx, numberId, List.of(outside, canary("+1202")));
    UUID toGroup = Ids.next();
    messages.append(tx, outbound(toGroup, group, outside));
    new Receipts()
        .advance(
            tx,
            toGroup,
            0,
            MessageState.UNDELIVERED,
            Optional.of("30003"),
            Optional.of(Personal.of(canary("receipt"))));
    new ScheduledTexts()
        .create(
            tx,
            new NewScheduledText(
                Ids.next(),
                conversation,
                memberId,
                Personal.of(canary("scheduled")),
                tx.now().plus(Duration.ofHours(1)),
                true));
    new Broadcasts()
        .create(
            tx,
            new NewBroadcast(
                Ids.next(),
                numberId,
                memberId,
                Personal.of(canary("broadcast")),
                Personal.of(canary("broadcast-text")),
                30,
                List.of(
                    new NewReceiver(
                        Personal.of(canary("+12025550104")),
                        Personal.of(canary("receiver-text"))))));
    new ReceiverLists()
        .create(
            tx,
            Ids.next(),
            memberId,
            Personal.of(canary("receivers")),
            Personal.of(List.of(canary("+12025550105"))));
    new Consents()
        .add(
            tx,
            new NewConsent(
                numberId,
                Personal.of(outside),
                ConsentKind.OPT_OUT,
                ConsentScope.NUMBER,
                ConsentChannel.TEXT,
                Personal.of(canary("consent")),
                Optional.of(messageId),
                Optional.of(memberId)));
    return conversation;
  }

  private boolean team(Tenant tx) {
    UUID room = Ids.next();
    boolean made = new Rooms().createChannel(tx, room, canary("channel"), true, List.of(memberId));
    new Posts().add(tx, Ids.next(), room, memberId, PostText.of(canary("post")));
    new Drafts().save(tx, memberId, Draft.Kind.POST, room, Personal.of(canary("draft")));
    boolean written =
        new Templates()
            .create(
                tx,
                Ids.next(),
                memberId,
                Personal.of(canary("template")),
                Personal.of(canary("template-text")));
    return made && written;
  }

  private NewMessage message(UUID id, UUID conversation, String outside) {
    return message(id, conversation, outside, Direction.IN);
  }

  private NewMessage outbound(UUID id, UUID conversation, String outside) {
    return message(id, conversation, outside, Direction.OUT);
  }

  private NewMessage message(UUID id, UUID conversation, String outside, Direction direction) {
    return new NewMessage(
        id,
        conversation,
        direction,
        Personal.of(outside),
        Personal.of(List.of(canary("+12025550102"))),
        Personal.of(canary("text")),
        MessageState.QUEUED,
        1,
        Encoding.GSM7,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// Every field of a contact twice: as it was, and as it is.
  private UUID contact(Tenant tx) {
    UUID id = Ids.next();
    Contacts contacts = new Contacts();
    contacts.create(
        tx,
        new NewContact(
            id,
            card(),
            Optional.of(new Photos().add(tx, "image/png", canary("photo").getBytes(UTF_8))),
            Optional.of(canary("uid")),
            Optional.of(canary("resource"))),
        Author.NOBODY);
    contacts.replace(
        tx,
        id,
        card(),
        Optional.of(new Photos().add(tx, "image/png", canary("photo").getBytes(UTF_8))),
        Author.NOBODY);
    return id;
  }

  private ContactCard card() {
    List<String> types = List.of(canary("type"));
    return new ContactCard(
        new PersonName(
            canary("contact"),
            canary("prefix"),
            canary("given"),
            canary("additional"),
            canary("family"),
            canary("suffix"),
            canary("nickname")),
        new Organisation(canary("organisation"), canary("department"), canary("title")),
        canary("birthday"),
        List.of(new Phone(canary("written"), canary("+12025550103"), types)),
        List.of(new Typed(canary("email"), types)),
        List.of(new Typed(canary("url"), types)),
        List.of(
            new Address(
                canary("box"),
                canary("extended"),
                canary("street"),
                canary("locality"),
                canary("region"),
                canary("code"),
                canary("country"),
                types)),
        List.of(new CustomField(canary("label"), canary("value"))),
        canary("notes"),
        canary("source"));
  }

  private AuditEntry audit(Tenant tx) {
    return new AuditLog()
        .append(
            tx,
            Optional.of(memberId),
            AuditAction.MEMBER_RENAMED,
            Optional.of(memberId),
            AuditDetail.of(AuditDetail.Field.NAME, canary("audit")));
  }

  private void upload(Storage storage) {
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "image/png");
    writer.write(canary("uploaded").getBytes(StandardCharsets.UTF_8));
    BlobId blob = writer.finish();
    boolean added =
        storage.inWorkspace(
            workspace,
            tx -> new Uploads().add(tx, Ids.next(), memberId, "image/png", blob, 1).isPresent());
    if (!added) {
      throw new AssertionError("there was room for a draft");
    }
  }

  private void voicemail(Storage storage) {
    UUID call = Ids.next();
    storage.inWorkspace(
        workspace,
        tx -> {
          new Calls()
              .open(
                  tx,
                  new NewCall(
                      call,
                      CallDirection.IN,
                      Optional.empty(),
                      Optional.of(memberId),
                      Optional.of(Personal.of(canary("+12025550105"))),
                      tx.now()),
                  1);
          return call;
        });
    BlobWriter writer = new Blobs(storage).create(workspace, KeyClass.MEDIA, "audio/ogg");
    for (int i = 0; i < 3_000; i++) {
      writer.write((i == 0 || i == 2_500 ? canary("sound") : "0123456789").getBytes(UTF_8));
    }
    BlobId blob = writer.finish();
    storage.inWorkspace(
        workspace,
        tx ->
            new Voicemails()
                .create(
                    tx,
                    new NewVoicemail(
                        voicemailId,
                        call,
                        memberId,
                        Optional.empty(),
                        Optional.of(Personal.of(canary("+12025550106"))),
                        1_234,
                        Personal.of(canary("peaks").getBytes(UTF_8)),
                        blob.value())));
    storage.inWorkspace(
        workspace,
        tx -> new Voicemails().setTranscript(tx, voicemailId, Personal.of(canary("transcript"))));
  }
}
