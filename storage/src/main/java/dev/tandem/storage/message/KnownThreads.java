package dev.tandem.storage.message;

import dev.tandem.storage.WorkspaceId;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which conversation is whose, of those that were written to lately. An id never comes to stand
/// for somebody else, so what is known stays true; one that is gone is found out when it is written
/// to.
final class KnownThreads {
  /// Conversations of all workspaces that are kept in mind; then it starts anew.
  private static final int MAX = 100_000;

  /// A number of ours and the blind index of whom it speaks with.
  record ThreadKey(WorkspaceId workspace, UUID numberId, ByteBuffer participantsIndex) {}

  private final int most;
  private final Map<ThreadKey, UUID> ids = new ConcurrentHashMap<>();

  KnownThreads() {
    this(MAX);
  }

  KnownThreads(int most) {
    this.most = most;
  }

  /// Adds the conversation to `found`, if it is known.
  void find(ThreadKey key, Map<ThreadKey, UUID> found) {
    UUID id = ids.get(key);
    if (id != null) {
      found.put(key, id);
    }
  }

  /// To be called when what made or found them is committed.
  void learn(Map<ThreadKey, UUID> found) {
    if (ids.size() + found.size() > most) {
      ids.clear();
    }
    ids.putAll(found);
  }

  void forget(Collection<ThreadKey> keys) {
    ids.keySet().removeAll(keys);
  }
}
