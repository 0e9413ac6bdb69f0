package dev.tandem.messaging.conversation;

import dev.tandem.storage.Tenant;
import dev.tandem.storage.note.NewNote;
import dev.tandem.storage.note.Note;
import dev.tandem.storage.note.NoteText;
import dev.tandem.storage.note.Notes;
import dev.tandem.storage.workspace.Members;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What members write to each other beside a conversation's texts. Only a note's author changes or
/// deletes it: its words for a day, since others have acted on them by then; deleting is always
/// possible and leaves the place. Works in the caller's transaction.
public final class TeamNotes {
  /// Characters of a note, in UTF-16 units.
  public static final int MAX_CHARS = 4_000;

  /// Members that one note calls.
  public static final int MAX_MENTIONS = 20;

  /// For how long its author may give a note other words.
  public static final Duration CHANGEABLE = Duration.ofHours(24);

  private final Notes notes = new Notes();
  private final Members members = new Members();

  /// Writes a note into a conversation that is there.
  public NoteResult write(Tenant tx, NewNote note) {
    Optional<NoteResult> refused = refusal(tx, note.text(), note.mentions());
    return refused.orElseGet(() -> new NoteResult.Kept(notes.add(tx, note)));
  }

  /// Gives a note of the member's other words.
  public NoteResult change(Tenant tx, UUID memberId, UUID id, NoteText text, List<UUID> mentions) {
    Optional<Note> note = notes.find(tx, id);
    if (note.isEmpty()) {
      return new NoteResult.Absent();
    }
    if (!note.get().authorMemberId().equals(memberId)) {
      return new NoteResult.NotTheirs();
    }
    if (note.get().createdAt().plus(CHANGEABLE).isBefore(tx.now())) {
      return new NoteResult.TooLate();
    }
    Optional<NoteResult> refused = refusal(tx, text, mentions);
    if (refused.isPresent()) {
      return refused.get();
    }
    return notes.change(tx, id, text, mentions) ? kept(tx, id) : new NoteResult.TooLate();
  }

  /// Deletes a note of the member's. Deleted twice is deleted.
  public NoteResult delete(Tenant tx, UUID memberId, UUID id) {
    Optional<Note> note = notes.find(tx, id);
    if (note.isEmpty()) {
      return new NoteResult.Absent();
    }
    if (!note.get().authorMemberId().equals(memberId)) {
      return new NoteResult.NotTheirs();
    }
    boolean _ = notes.delete(tx, id);
    return kept(tx, id);
  }

  private NoteResult kept(Tenant tx, UUID id) {
    return notes
        .find(tx, id)
        .<NoteResult>map(NoteResult.Kept::new)
        .orElseGet(NoteResult.Absent::new);
  }

  private Optional<NoteResult> refusal(Tenant tx, NoteText text, List<UUID> mentions) {
    String words = text.words().value();
    if (words.isBlank() || words.length() > MAX_CHARS) {
      return refused("text", "must have 1 to " + MAX_CHARS + " characters");
    }
    if (mentions.size() > MAX_MENTIONS) {
      return refused("mentions", "must name at most " + MAX_MENTIONS + " members");
    }
    Set<UUID> unknown = new HashSet<>(mentions);
    if (!unknown.isEmpty()) {
      members.all(tx).forEach(member -> unknown.remove(member.id()));
    }
    return unknown.isEmpty()
        ? Optional.empty()
        : refused("mentions", "must name members of this workspace");
  }

  private static Optional<NoteResult> refused(String field, String advice) {
    return Optional.of(new NoteResult.Refused(field, advice));
  }
}
