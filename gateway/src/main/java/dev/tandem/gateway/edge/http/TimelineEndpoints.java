package dev.tandem.gateway.edge.http;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.config.Limits;
import dev.tandem.gateway.edge.http.Route.Access;
import dev.tandem.gateway.edge.http.Route.Tenancy;
import dev.tandem.gateway.edge.json.NoteJson;
import dev.tandem.gateway.edge.json.TextsJson;
import dev.tandem.storage.Page;
import dev.tandem.storage.Storage;
import dev.tandem.storage.Tenant;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.note.Notes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// A conversation as the team reads it: texts and notes in one row of numbers, without gaps.
public final class TimelineEndpoints {
  private final Storage storage;
  private final Limits limits;
  private final Conversations conversations = new Conversations();
  private final Messages messages = new Messages();
  private final Notes notes = new Notes();

  public TimelineEndpoints(Storage storage, Limits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        new Route(
            HttpMethod.GET,
            "/conversations/{id}/timeline",
            Access.MEMBER,
            Tenancy.OBJECT,
            "Texts and notes of a conversation, the newest first",
            this::page));
  }

  /// A text or a note, ready to be told.
  private record Entry(long seq, JsonObject shown) {}

  private Reply page(Ask ask) {
    UUID id = ask.id();
    int limit = ask.limit(limits.defaultPageItems(), limits.pageItems());
    long before = ask.cursor().map(TextEndpoints::sequence).orElse(Long.MAX_VALUE);
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          var _ = conversations.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
          List<Entry> entries = new ArrayList<>(texts(tx, id, before, limit));
          notes
              .before(tx, id, before, limit + 1)
              .forEach(note -> entries.add(entry("note", note.seq(), NoteJson.of(note))));
          entries.sort(Comparator.comparingLong(Entry::seq).reversed());
          Page<Entry> page =
              Page.cut(entries.stream().limit(limit + 1).toList(), limit, TimelineEndpoints::place);
          return Reply.page(page, Entry::shown);
        });
  }

  private static String place(Entry last) {
    return Long.toString(last.seq());
  }

  /// One more than asked for, where there is one.
  private List<Entry> texts(Tenant tx, UUID id, long before, int limit) {
    List<Message> found = new ArrayList<>();
    Page<Message> page = messages.page(tx, id, before, limit);
    found.addAll(page.items());
    if (page.nextCursor().isPresent()) {
      found.addAll(messages.page(tx, id, found.getLast().seq(), 1).items());
    }
    Function<Message, JsonObject> shown = TextsJson.of(tx, found);
    return found.stream().map(one -> entry("message", one.seq(), shown.apply(one))).toList();
  }

  private static Entry entry(String kind, long seq, JsonObject shown) {
    return new Entry(seq, new JsonObject().put("kind", kind).put(kind, shown));
  }
}
