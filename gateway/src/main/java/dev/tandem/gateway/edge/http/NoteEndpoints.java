package dev.tandem.gateway.edge.http;

import static dev.tandem.gateway.edge.http.Route.object;

import dev.tandem.gateway.account.Principal;
import dev.tandem.gateway.edge.json.NoteJson;
import dev.tandem.messaging.conversation.NoteResult;
import dev.tandem.messaging.conversation.TeamNotes;
import dev.tandem.storage.Storage;
import dev.tandem.storage.draft.Draft;
import dev.tandem.storage.draft.Drafts;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.note.NewNote;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.NoteText;
import dev.tandem.storage.note.Notes;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.UUID;

/// What members write to each other beside a conversation's texts.
public final class NoteEndpoints {
  private final Storage storage;
  private final Conversations conversations = new Conversations();
  private final Notes notes = new Notes();
  private final Drafts drafts = new Drafts();
  private final TeamNotes team = new TeamNotes();
  private final Once once = new Once();

  public NoteEndpoints(Storage storage) {
    this.storage = storage;
  }

  /// The routes answered here.
  public List<Route> routes() {
    return List.of(
        object(
            HttpMethod.POST,
            "/conversations/{id}/notes",
            "Write a note that only the team sees",
            this::write),
        object(HttpMethod.GET, "/notes/{id}", "One note", this::one),
        object(HttpMethod.PATCH, "/notes/{id}", "Give an own note other words", this::change),
        object(HttpMethod.DELETE, "/notes/{id}", "Delete an own note", this::delete));
  }

  /// What a note is written with.
  private record Written(NoteText text, List<UUID> mentions) {
    static Written of(Fields fields) {
      String text = fields.verbatim("text", 1, TeamNotes.MAX_CHARS).orElse("");
      if (text.isEmpty() && !fields.has("text")) {
        fields.fault("text", "is missing");
      }
      List<UUID> mentions = mentions(fields);
      fields.done();
      return new Written(NoteText.of(text), mentions);
    }

    private static List<UUID> mentions(Fields fields) {
      List<String> named = fields.texts("mentions", 0, TeamNotes.MAX_MENTIONS, 36);
      List<UUID> ids = named.stream().flatMap(id -> Fields.id(id).stream()).toList();
      if (ids.size() < named.size()) {
        fields.fault("mentions", "must be ids of members");
      }
      return ids.stream().distinct().toList();
    }
  }

  private Reply write(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return storage.inWorkspace(
        principal.workspace(),
        tx -> {
          var _ = conversations.find(tx, principal.memberId(), id).orElseThrow(Refusal::notFound);
          Written written = Written.of(ask.fields());
          Note note =
              once.make(
                  tx,
                  ask,
                  fresh ->
                      kept(
                          team.write(
                              tx,
                              new NewNote(
                                  fresh,
                                  id,
                                  principal.memberId(),
                                  written.text(),
                                  written.mentions()))),
                  earlier -> notes.find(tx, earlier));
          boolean _ = drafts.clear(tx, principal.memberId(), Draft.Kind.NOTE, id);
          return Reply.created(NoteJson.of(note));
        });
  }

  private Reply one(Ask ask) {
    UUID id = ask.id();
    return Reply.ok(
        storage.inWorkspace(
            ask.principal().workspace(),
            tx -> NoteJson.of(notes.find(tx, id).orElseThrow(Refusal::notFound))));
  }

  private Reply change(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> {
              var _ = notes.find(tx, id).orElseThrow(Refusal::notFound);
              Written written = Written.of(ask.fields());
              return NoteJson.of(
                  kept(
                      team.change(
                          tx, principal.memberId(), id, written.text(), written.mentions())));
            }));
  }

  private Reply delete(Ask ask) {
    UUID id = ask.id();
    Principal principal = ask.principal();
    return Reply.ok(
        storage.inWorkspace(
            principal.workspace(),
            tx -> NoteJson.of(kept(team.delete(tx, principal.memberId(), id)))));
  }

  private static Note kept(NoteResult result) {
    return switch (result) {
      case NoteResult.Kept(Note note) -> note;
      case NoteResult.Refused(String field, String advice) -> throw Refusal.field(field, advice);
      case NoteResult.NotTheirs _ ->
          throw Refusal.of(
              ProblemCode.FORBIDDEN, "Only who wrote a note changes it. Write one of your own.");
      case NoteResult.TooLate _ ->
          throw Refusal.of(
              ProblemCode.CONFLICT,
              "Its words stand: it is older than a day or was deleted. Write another note.");
      case NoteResult.Absent _ -> throw Refusal.notFound();
    };
  }
}
