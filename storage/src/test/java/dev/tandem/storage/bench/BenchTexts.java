package dev.tandem.storage.bench;

import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.workspace.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A workspace with a number and conversations, and messages for them.
final class BenchTexts {
  static final String OURS = "+12025550123";
  static final String THEIRS = "+13035550100";

  final WorkspaceId workspace;
  final List<UUID> conversations = new ArrayList<>();

  BenchTexts(Storage storage, int count) {
    workspace = storage.createWorkspace("Bench");
    UUID number =
        storage
            .inWorkspace(workspace, tx -> new Numbers().create(tx, OURS, "Main", Optional.empty()))
            .orElseThrow()
            .id();
    storage.inWorkspace(
        workspace,
        tx -> {
          for (int i = 0; i < count; i++) {
            List<String> outside = List.of("+1303" + (5_550_000 + i));
            conversations.add(new Conversations().findOrCreate(tx, number, outside));
          }
          return count;
        });
  }

  static NewMessage message(UUID conversation, String text) {
    return new NewMessage(
        Ids.next(),
        conversation,
        Direction.OUT,
        Personal.of(OURS),
        Personal.of(List.of(THEIRS)),
        Personal.of(text),
        MessageState.QUEUED,
        1,
        Encoding.GSM7,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
