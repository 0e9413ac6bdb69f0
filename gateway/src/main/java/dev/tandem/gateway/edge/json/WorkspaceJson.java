package dev.tandem.gateway.edge.json;

import dev.tandem.messaging.text.NumberZones;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.call.CallDirection;
import dev.tandem.storage.call.CallRecord;
import dev.tandem.storage.call.RelayUse;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.voicemail.Voicemail;
import dev.tandem.storage.workspace.Members;
import dev.tandem.storage.workspace.Numbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Renders what names other things: a conversation its number and contact, a call its members.
/// Those names are read in the transaction it was made for, each once, so a list costs few queries.
/// Blocks.
public final class WorkspaceJson {
  private static final int PREVIEW_CHARS = 200;

  private final Tenant tx;
  private final Map<UUID, String> numbers = new HashMap<>();
  private final Map<UUID, String> members = new HashMap<>();
  private final Map<String, Optional<String>> contacts = new HashMap<>();

  private final ConsentJson consent;

  private WorkspaceJson(Tenant tx) {
    this.tx = tx;
    this.consent = new ConsentJson(tx);
  }

  /// A renderer for the time of the transaction `tx`.
  public static WorkspaceJson in(Tenant tx) {
    return new WorkspaceJson(tx);
  }

  // ---- conversations ----

  /// A list of them, in order.
  public JsonArray conversations(List<Conversation> conversations) {
    learnContacts(
        conversations.stream()
            .flatMap(conversation -> conversation.participants().value().stream())
            .distinct()
            .toList());
    consent.learn(conversations);
    JsonArray array = new JsonArray();
    conversations.forEach(conversation -> array.add(conversation(conversation)));
    return array;
  }

  /// One, as the member sees it for whom it was read.
  public JsonObject conversation(Conversation conversation) {
    List<String> participants = conversation.participants().value();
    learnContacts(participants);
    return new JsonObject()
        .put("id", conversation.id().toString())
        .put("number_id", conversation.numberId().toString())
        .put("from", number(conversation.numberId()))
        .put("participants", new JsonArray(participants))
        .put("people", people(conversation))
        .put("contact_name", contactName(participants))
        .put("last_seq", conversation.lastSeq())
        .put("read_seq", conversation.readSeq())
        .put("unread", conversation.unread())
        .put("unread_mentions", conversation.unreadMentions())
        .put("state", Words.of(conversation.state()))
        .put("snoozed_until", Words.time(conversation.snoozedUntil()))
        .put("assignee_id", conversation.assigneeId().map(UUID::toString).orElse(null))
        .put("consent", consent.of(conversation))
        .put("time_zones", new JsonArray(zones(participants)))
        .put("updated_at", Words.time(conversation.lastMessageAt()))
        .put("last_message", conversation.lastMessage().map(WorkspaceJson::preview).orElse(null));
  }

  /// Where the other side may be, by where their numbers were given out; nothing for a short code.
  private static List<String> zones(List<String> participants) {
    return participants.stream()
        .flatMap(party -> PhoneNumber.parse(party).stream())
        .flatMap(number -> NumberZones.of(number).stream())
        .distinct()
        .toList();
  }

  private static JsonObject preview(Conversation.Preview preview) {
    String text = preview.text().value();
    int end = Math.min(PREVIEW_CHARS, text.length());
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return new JsonObject()
        .put("id", preview.messageId().toString())
        .put("direction", Words.of(preview.direction()))
        .put("text", text.substring(0, end))
        .put("state", Words.of(preview.state()))
        .put("created_at", Words.time(preview.createdAt()));
  }

  /// Who is in it, each by name and with where they stand about being texted.
  private JsonArray people(Conversation conversation) {
    JsonArray people = new JsonArray();
    for (String party : conversation.participants().value()) {
      people.add(
          new JsonObject()
              .put("number", party)
              .put("contact_name", contacts.getOrDefault(party, Optional.empty()).orElse(null))
              .put("consent", Words.of(consent.standing(conversation, party))));
    }
    return people;
  }

  /// Nobody's name stands for a group.
  private @Nullable String contactName(List<String> participants) {
    return participants.size() == 1
        ? contacts.getOrDefault(participants.getFirst(), Optional.empty()).orElse(null)
        : null;
  }

  private void learnContacts(List<String> e164s) {
    List<String> unknown = e164s.stream().filter(e164 -> !contacts.containsKey(e164)).toList();
    if (unknown.isEmpty()) {
      return;
    }
    Map<String, Contact> found = new Contacts().byNumbers(tx, unknown);
    for (String e164 : unknown) {
      contacts.put(e164, Optional.ofNullable(found.get(e164)).map(it -> it.name().value()));
    }
  }

  private String number(UUID id) {
    if (!numbers.containsKey(id)) {
      new Numbers().all(tx).forEach(number -> numbers.put(number.id(), number.e164().value()));
    }
    return numbers.getOrDefault(id, "");
  }

  // ---- calls and voicemails ----

  public JsonObject call(CallRecord call) {
    boolean outwards = call.direction() == CallDirection.OUT;
    Optional<String> outside = call.outsideNumber().map(Personal::value);
    return new JsonObject()
        .put("id", call.id().toString())
        .put("direction", Words.of(call.direction()))
        .put("caller", side(call.callerMemberId(), outwards ? Optional.empty() : outside))
        .put("callee", side(call.calleeMemberId(), outwards ? outside : Optional.empty()))
        .put("outcome", call.outcome().map(Words::of).orElse(null))
        .put("started_at", Words.time(call.startedAt()))
        .put("answered_at", Words.time(call.answeredAt()))
        .put("ended_at", Words.time(call.endedAt()))
        .put("duration_seconds", talkSeconds(call))
        .put("voicemail_id", Words.id(call.voicemailId()))
        .put(
            "relay",
            new JsonObject()
                .put("caller", relay(call.callerRelay()))
                .put("callee", relay(call.calleeRelay())));
  }

  private static @Nullable JsonObject relay(Optional<RelayUse> use) {
    return use.map(
            each -> new JsonObject().put("relayed", each.relayed()).put("bytes", each.bytes()))
        .orElse(null);
  }

  private static long talkSeconds(CallRecord call) {
    if (call.answeredAt().isEmpty() || call.endedAt().isEmpty()) {
      return 0;
    }
    return Duration.between(call.answeredAt().get(), call.endedAt().get()).toSeconds();
  }

  public JsonObject voicemail(Voicemail voicemail) {
    JsonArray peaks = new JsonArray();
    for (byte peak : voicemail.peaks().value()) {
      peaks.add(Byte.toUnsignedInt(peak));
    }
    return new JsonObject()
        .put("id", voicemail.id().toString())
        .put("call_id", voicemail.callId().toString())
        .put("from", from(voicemail))
        .put("created_at", Words.time(voicemail.createdAt()))
        .put("duration_ms", voicemail.durationMillis())
        .put("peaks", peaks)
        .put("heard", voicemail.heardAt().isPresent())
        .put("size", voicemail.size())
        .put("transcript", voicemail.transcript().map(Personal::value).orElse(null));
  }

  private JsonObject from(Voicemail voicemail) {
    return new JsonObject()
        .put("member_id", Words.id(voicemail.fromMemberId()))
        .put("name", voicemail.fromMemberId().map(this::member).orElse(null))
        .put("number", voicemail.fromNumber().map(Personal::value).orElse(null));
  }

  private @Nullable JsonObject side(Optional<UUID> member, Optional<String> outside) {
    if (member.isPresent()) {
      return new JsonObject()
          .put("member_id", member.get().toString())
          .put("name", member(member.get()));
    }
    return outside.map(number -> new JsonObject().put("number", number)).orElse(null);
  }

  private String member(UUID id) {
    if (!members.containsKey(id)) {
      new Members().all(tx).forEach(member -> members.put(member.id(), member.name().value()));
    }
    return members.getOrDefault(id, "");
  }
}
