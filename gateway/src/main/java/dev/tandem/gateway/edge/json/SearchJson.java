package dev.tandem.gateway.edge.json;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.contact.Contact;
import dev.tandem.storage.contact.Contacts;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.search.Highlight;
import dev.tandem.storage.search.Hit;
import dev.tandem.storage.team.Post;
import dev.tandem.storage.team.Posts;
import dev.tandem.storage.voicemail.Voicemail;
import dev.tandem.storage.voicemail.Voicemails;
import dev.tandem.storage.workspace.Members;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What was found, as JSON: enough to show a line of it and to open it. Highlights count UTF-16
/// units of the snippet, as JavaScript does.
public final class SearchJson {
  private final Tenant tx;
  private final UUID viewer;
  private final Map<UUID, Optional<JsonObject>> conversations = new HashMap<>();

  private SearchJson(Tenant tx, UUID viewer) {
    this.tx = tx;
    this.viewer = viewer;
  }

  /// Hits as the member `viewer` sees them.
  public static JsonArray hits(Tenant tx, UUID viewer, List<Hit<?>> hits) {
    SearchJson json = new SearchJson(tx, viewer);
    JsonArray array = new JsonArray();
    hits.forEach(hit -> array.add(json.hit(hit)));
    return array;
  }

  private JsonObject hit(Hit<?> hit) {
    return switch (hit.found()) {
      case Message message -> message(message, hit.highlights());
      case Contact contact -> contact(contact, hit.highlights());
      case Voicemail voicemail -> voicemail(voicemail, hit.highlights());
      case Note note -> note(note, hit.highlights());
      case Post post -> post(post, hit.highlights());
      default -> throw new AssertionError("only these are searched");
    };
  }

  private static JsonObject line(
      String kind, UUID id, Instant at, String text, List<Highlight> marks) {
    Snippet snippet = Snippet.of(text, marks);
    JsonArray highlights = new JsonArray();
    snippet
        .highlights()
        .forEach(
            mark -> highlights.add(new JsonObject().put("from", mark.from()).put("to", mark.to())));
    return new JsonObject()
        .put("kind", kind)
        .put("id", id.toString())
        .put("at", Words.time(at))
        .put("snippet", snippet.text())
        .put("highlights", highlights);
  }

  private JsonObject message(Message message, List<Highlight> marks) {
    JsonObject conversation =
        conversations
            .computeIfAbsent(message.conversationId(), this::conversation)
            .orElseGet(JsonObject::new);
    return line("message", message.id(), message.createdAt(), message.text().value(), marks)
        .put("conversation_id", message.conversationId().toString())
        .put("seq", message.seq())
        .put("direction", Words.of(message.direction()))
        .put("name", conversation.getString("contact_name"))
        .put("numbers", conversation.getJsonArray("participants", new JsonArray()));
  }

  private JsonObject note(Note note, List<Highlight> marks) {
    JsonObject conversation =
        conversations
            .computeIfAbsent(note.conversationId(), this::conversation)
            .orElseGet(JsonObject::new);
    return line("note", note.id(), note.createdAt(), Notes.searched(note), marks)
        .put("conversation_id", note.conversationId().toString())
        .put("seq", note.seq())
        .put("name", conversation.getString("contact_name"))
        .put("numbers", conversation.getJsonArray("participants", new JsonArray()));
  }

  private JsonObject post(Post post, List<Highlight> marks) {
    String author =
        new Members().find(tx, post.authorMemberId()).map(it -> it.name().value()).orElse(null);
    return line("post", post.id(), post.createdAt(), Posts.searched(post), marks)
        .put("room_id", post.roomId().toString())
        .put("seq", post.seq())
        .put("name", author)
        .put("numbers", new JsonArray());
  }

  private Optional<JsonObject> conversation(UUID id) {
    Optional<Conversation> found = new Conversations().find(tx, viewer, id);
    return found.map(it -> WorkspaceJson.in(tx).conversation(it));
  }

  private static JsonObject contact(Contact contact, List<Highlight> marks) {
    String text = Contacts.searched(contact);
    String kind = inNotes(contact, text, marks) ? "note" : "contact";
    return line(kind, contact.id(), contact.createdAt(), text, marks)
        .put("contact_id", contact.id().toString())
        .put("name", contact.name().value())
        .put("numbers", new JsonArray(contact.numbers().value()));
  }

  /// Whether it is only what is written in a contact's notes that was found; they stand last.
  public static boolean inNotes(Contact contact, String text, List<Highlight> marks) {
    int notes = text.length() - contact.card().value().notes().length();
    return marks.stream().allMatch(mark -> mark.from() >= notes);
  }

  private JsonObject voicemail(Voicemail voicemail, List<Highlight> marks) {
    JsonObject from = WorkspaceJson.in(tx).voicemail(voicemail).getJsonObject("from");
    JsonArray numbers = new JsonArray();
    Optional.ofNullable(from.getString("number")).ifPresent(numbers::add);
    return line(
            "voicemail",
            voicemail.id(),
            voicemail.createdAt(),
            Voicemails.searched(voicemail),
            marks)
        .put("name", from.getString("name"))
        .put("numbers", numbers);
  }
}
