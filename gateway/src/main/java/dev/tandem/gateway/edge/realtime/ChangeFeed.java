package dev.tandem.gateway.edge.realtime;

import dev.tandem.gateway.call.Party;
import dev.tandem.gateway.edge.json.DraftJson;
import dev.tandem.gateway.edge.json.NoteJson;
import dev.tandem.gateway.edge.json.ScheduledTextJson;
import dev.tandem.gateway.edge.json.TextsJson;
import dev.tandem.gateway.edge.json.WorkspaceJson;
import dev.tandem.storage.Change;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.TenantWork;
import dev.tandem.storage.call.CallRecord;
import dev.tandem.storage.call.Calls;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.message.Conversation;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.voicemail.Voicemail;
import dev.tandem.storage.voicemail.Voicemails;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Tells devices what was committed. A change only names what changed; it is read anew here, once
/// for all, and written as JSON once for all members who see the same: a conversation carries each
/// one's own unread count, and most have read equally far. Storage calls it on a virtual thread, in
/// order per workspace.
public final class ChangeFeed {
  /// How far somebody has read.
  private record Reader(long readSeq, long unread, long unreadMentions) {}

  private final Storage storage;
  private final RealtimeHub hub;
  private final Messages messages = new Messages();
  private final Conversations conversations = new Conversations();
  private final Calls calls = new Calls();
  private final Voicemails voicemails = new Voicemails();
  private final Notes notes = new Notes();
  private final Drafts drafts = new Drafts();
  private final TeamNews team = new TeamNews();

  private ChangeFeed(Storage storage, RealtimeHub hub) {
    this.storage = storage;
    this.hub = hub;
  }

  /// Begins to tell `hub` of everything that `storage` commits, until the result is closed.
  public static AutoCloseable start(Storage storage, RealtimeHub hub) {
    ChangeFeed feed = new ChangeFeed(storage, hub);
    return storage.changes().subscribe(feed::changed);
  }

  private void changed(Change change) {
    UUID workspace = change.workspace().value();
    if (change instanceof Change.SessionRevoked revoked) {
      hub.revoke(workspace, revoked.deviceId());
      return;
    }
    List<UUID> listeners = listeners(workspace);
    if (listeners.isEmpty()) {
      return;
    }
    for (News news : news(change, listeners)) {
      if (news.members().isPresent()) {
        hub.publish(workspace, news.members().get(), news.event(), news.data());
      } else {
        hub.publish(workspace, news.event(), news.data());
      }
    }
  }

  private List<UUID> listeners(UUID workspace) {
    CompletableFuture<List<Party>> listeners = new CompletableFuture<>();
    hub.listeners(workspace, listeners::complete);
    return listeners.join().stream().map(Party::member).toList();
  }

  private List<News> news(Change change, List<UUID> listeners) {
    return switch (change) {
      case Change.MessageAdded added ->
          read(change, tx -> added(tx, added.conversationId(), added.messageId(), listeners));
      case Change.MessageChanged changed -> read(change, tx -> updated(tx, changed.messageId()));
      case Change.AttachmentChanged changed -> read(change, tx -> updated(tx, changed.messageId()));
      case Change.ReceiptChanged changed -> read(change, tx -> updated(tx, changed.messageId()));
      case Change.ConversationChanged changed ->
          read(change, tx -> conversation(tx, changed.conversationId(), listeners));
      case Change.ScheduledTextsChanged changed ->
          read(
              change,
              tx ->
                  all(
                      "scheduled.changed",
                      ScheduledTextJson.waiting(tx, changed.conversationId())));
      case Change.NoteAdded added ->
          read(change, tx -> note(tx, added.noteId(), "note.created", listeners));
      case Change.NoteChanged changed ->
          read(change, tx -> note(tx, changed.noteId(), "note.updated", listeners));
      case Change.RoomChanged changed ->
          read(change, tx -> team.room(tx, changed.roomId(), listeners));
      case Change.RoomRead read ->
          read(change, tx -> team.room(tx, read.roomId(), List.of(read.memberId())));
      case Change.RoomLeft left ->
          read(change, tx -> team.left(tx, left.roomId(), left.memberId()));
      case Change.PostAdded added ->
          read(change, tx -> team.post(tx, added.postId(), "post.created", listeners));
      case Change.PostChanged changed ->
          read(change, tx -> team.post(tx, changed.postId(), "post.updated", listeners));
      case Change.DraftChanged changed ->
          listeners.contains(changed.memberId())
              ? read(change, tx -> draft(tx, changed))
              : List.of();
      case Change.BroadcastChanged changed -> all("broadcast.changed", id(changed.broadcastId()));
      case Change.ReceiverListsChanged changed -> all("receiver_lists.changed", new JsonObject());
      case Change.DeadLettersChanged changed -> all("dead_letters.changed", new JsonObject());
      case Change.CallRecorded recorded -> read(change, tx -> recorded(tx, recorded.callId()));
      case Change.VoicemailAdded added ->
          read(change, tx -> voicemail(tx, added.voicemailId(), "voicemail.created"));
      case Change.VoicemailChanged changed ->
          read(change, tx -> voicemail(tx, changed.voicemailId(), "voicemail.updated"));
      case Change.VoicemailRemoved removed ->
          List.of(
              new News(
                  Optional.of(Set.of(removed.forMemberId())),
                  "voicemail.deleted",
                  id(removed.voicemailId())));
      case Change.ContactChanged changed -> all("contact.changed", id(changed.contactId()));
      case Change.AddressBookChanged changed -> all("contacts.changed", new JsonObject());
      case Change.TemplatesChanged changed -> all("templates.changed", new JsonObject());
      case Change.MembersChanged changed -> all("members.changed", new JsonObject());
      case Change.NumbersChanged changed -> all("numbers.changed", new JsonObject());
      case Change.SessionRevoked revoked -> List.of();
    };
  }

  private List<News> read(Change change, TenantWork<List<News>> work) {
    return storage.inWorkspace(change.workspace(), work);
  }

  private static List<News> all(String event, JsonObject data) {
    return List.of(new News(Optional.empty(), event, data));
  }

  private static JsonObject id(UUID id) {
    return new JsonObject().put("id", id.toString());
  }

  private List<News> added(Tenant tx, UUID conversationId, UUID messageId, List<UUID> listeners) {
    Optional<Message> message = messages.find(tx, messageId);
    if (message.isEmpty()) {
      return List.of();
    }
    JsonObject shown = shown(tx, message.get());
    List<News> news = new ArrayList<>();
    for (News of : conversation(tx, conversationId, listeners)) {
      JsonObject data = new JsonObject().put("message", shown).mergeIn(of.data());
      news.add(new News(of.members(), "message.created", data));
    }
    return news;
  }

  private List<News> updated(Tenant tx, UUID messageId) {
    return messages
        .find(tx, messageId)
        .map(found -> all("message.updated", wrap("message", shown(tx, found))))
        .orElse(List.of());
  }

  private JsonObject shown(Tenant tx, Message message) {
    return TextsJson.one(tx, message);
  }

  private List<News> conversation(Tenant tx, UUID id, List<UUID> listeners) {
    WorkspaceJson json = WorkspaceJson.in(tx);
    Map<Reader, Set<UUID>> readers = new HashMap<>();
    Map<Reader, Conversation> seen = new HashMap<>();
    conversations
        .findForAll(tx, listeners, id)
        .forEach(
            (member, conversation) -> {
              Reader reader =
                  new Reader(
                      conversation.readSeq(), conversation.unread(), conversation.unreadMentions());
              readers.computeIfAbsent(reader, _ -> new HashSet<>()).add(member);
              seen.put(reader, conversation);
            });
    List<News> news = new ArrayList<>();
    seen.forEach(
        (reader, conversation) ->
            news.add(
                new News(
                    Optional.of(readers.getOrDefault(reader, Set.of())),
                    "conversation.updated",
                    wrap("conversation", json.conversation(conversation)))));
    return news;
  }

  /// With the conversation as each member sees it: whom the note calls has a mention more.
  private List<News> note(Tenant tx, UUID id, String event, List<UUID> listeners) {
    Optional<Note> note = notes.find(tx, id);
    if (note.isEmpty()) {
      return List.of();
    }
    JsonObject shown = NoteJson.of(note.get());
    List<News> news = new ArrayList<>();
    for (News of : conversation(tx, note.get().conversationId(), listeners)) {
      news.add(new News(of.members(), event, wrap("note", shown).mergeIn(of.data())));
    }
    return news;
  }

  /// Told to the member's own devices alone.
  private List<News> draft(Tenant tx, Change.DraftChanged changed) {
    Optional<Draft> draft = drafts.find(tx, changed.memberId(), changed.kind(), changed.place());
    JsonObject data = DraftJson.now(changed.kind(), changed.place(), draft);
    return List.of(News.to(changed.memberId(), "draft.changed", data));
  }

  private List<News> recorded(Tenant tx, UUID id) {
    Optional<CallRecord> call = calls.find(tx, id);
    if (call.isEmpty()) {
      return List.of();
    }
    JsonObject data = wrap("call", WorkspaceJson.in(tx).call(call.get()));
    return Stream.of(call.get().callerMemberId(), call.get().calleeMemberId())
        .flatMap(Optional::stream)
        .distinct()
        .map(member -> new News(Optional.of(Set.of(member)), "call.recorded", data))
        .toList();
  }

  private List<News> voicemail(Tenant tx, UUID id, String event) {
    Optional<Voicemail> found = voicemails.find(tx, id);
    if (found.isEmpty()) {
      return List.of();
    }
    JsonObject data = wrap("voicemail", WorkspaceJson.in(tx).voicemail(found.get()));
    return List.of(new News(Optional.of(Set.of(found.get().forMemberId())), event, data));
  }

  private static JsonObject wrap(String field, JsonObject value) {
    return new JsonObject().put(field, value);
  }
}
