package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.SealBroken;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The root keys of this process: one wraps, and while the root key turns others open too. Rows say
/// which root key wrapped them; the name only decides which is tried first, for a file may have
/// been moved since. What the database says never leads to a key that was not configured.
public final class RootKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RootKeys.class);

  private final List<RootKeyProvider> all;

  /// The first wraps.
  RootKeys(List<RootKeyProvider> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("there is at least one root key");
    }
    this.all = List.copyOf(all);
  }

  /// The one that wraps.
  RootKeyProvider current() {
    return all.getFirst();
  }

  /// The place of the one that wraps.
  public String currentName() {
    return current().name();
  }

  List<RootKeyProvider> all() {
    return all;
  }

  /// These, with `next` in front: it wraps from now on, the others go on opening.
  RootKeys inFavourOf(RootKeyProvider next) {
    List<RootKeyProvider> more = new ArrayList<>(all);
    more.removeIf(known -> known.name().equals(next.name()));
    more.addFirst(next);
    return new RootKeys(more);
  }

  /// Throws unless the root key that wraps also opens what it wrapped.
  public void prove() {
    KeyBytes probe = KeyBytes.random();
    if (!current().unwrap(current().wrap(probe, "probe"), "probe").equals(probe)) {
      throw StorageException.fatal(
          "the root key " + current().name() + " does not open what it wrapped");
    }
  }

  /// A name that is known in the database belongs to a wrapped key that this can open.
  public boolean names(String rootKey) {
    return all.stream().anyMatch(root -> root.name().equals(rootKey));
  }

  /// What hinders the root key that wraps, in words for an operator; empty when nothing is known.
  public Optional<String> trouble() {
    return current().trouble();
  }

  /// A key wrapped by the root key that wraps, and that key's name.
  record Wrapped(Buffer buffer, String rootKey) {
    static Wrapped of(byte[] bytes, String rootKey) {
      return new Wrapped(Buffer.buffer(bytes), rootKey);
    }

    byte[] bytes() {
      return buffer.getBytes();
    }
  }

  Wrapped wrap(KeyBytes key, String context) {
    RootKeyProvider root = current();
    byte[] bytes = root.wrap(key, context);
    return Wrapped.of(bytes, root.name());
  }

  /// Throws [SealBroken] when none of the root keys opens it, and a [StorageException] of a root
  /// key that is away when that one might.
  KeyBytes unwrap(byte[] wrapped, String context, String rootKey) {
    Optional<StorageException> away = Optional.empty();
    for (RootKeyProvider root : likelyFirst(rootKey)) {
      try {
        return root.unwrap(wrapped, context);
      } catch (SealBroken e) {
        LOG.debug("{} does not open a key that {} is said to have wrapped", root.name(), rootKey);
      } catch (StorageException e) {
        away = Optional.of(e);
      }
    }
    if (away.isPresent()) {
      throw away.get();
    }
    throw new SealBroken("a wrapped key does not open with any root key that is configured");
  }

  private List<RootKeyProvider> likelyFirst(String rootKey) {
    List<RootKeyProvider> order = new ArrayList<>(all);
    order.sort((a, b) -> Boolean.compare(b.name().equals(rootKey), a.name().equals(rootKey)));
    return order;
  }

  @Override
  public void close() {
    all.forEach(RootKeyProvider::close);
  }
}
