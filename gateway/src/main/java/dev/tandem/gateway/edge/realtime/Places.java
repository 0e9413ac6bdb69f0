package dev.tandem.gateway.edge.realtime;

import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;

/// Which conversations there are, read beside the event loops.
final class Places {
  private final Storage storage;
  private final Executor background;
  private final Conversations conversations = new Conversations();

  Places(Storage storage, Executor background) {
    this.storage = storage;
    this.background = background;
  }

  /// Whether the workspace has the conversation.
  Future<Boolean> has(Watchers.Place place) {
    Promise<Boolean> found = Promise.promise();
    background.execute(
        () -> {
          try {
            found.complete(read(place));
          } catch (RuntimeException failure) {
            found.fail(failure);
          }
        });
    return found.future();
  }

  private boolean read(Watchers.Place place) {
    return storage.inWorkspace(
        new WorkspaceId(place.workspace()), tx -> conversations.exists(tx, place.conversation()));
  }
}
