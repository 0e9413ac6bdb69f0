package dev.tandem.storage.keys;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.pg.AppPool;
import dev.tandem.storage.pg.Endpoint;
import dev.tandem.storage.pg.Owner;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A program that rotates the root key from `old.key` to `new.key` in the named directory, and
/// stops for ever in the second batch, to be killed there.
final class KilledRotation {
  private static final int STOP_AT = 520;

  private KilledRotation() {}

  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    Endpoint endpoint = Endpoint.parse(Secret.of(arguments[1]));
    try (Owner owner = Owner.connect(endpoint)) {
      RootKeySource old = new RootKeySource.KeyFile(directory.resolve("old.key"));
      Installation installation = Installation.open(owner, owner.schemaVersion(), old);
      Keyrings keyrings =
          new Keyrings(
              AppPool.open(Vertx.vertx(), endpoint, owner, installation.appPassword(), 2),
              installation.roots(),
              KeyLimits.STANDARD);
      RootKeyFile fresh = RootKeyFile.openOrCreate(directory.resolve("new.key"));
      System.out.println(keyrings.moveTo(new StoppingKey(fresh)));
    }
  }

  private record StoppingKey(RootKeyProvider key, AtomicInteger wrapped)
      implements RootKeyProvider {
    StoppingKey(RootKeyProvider key) {
      this(key, new AtomicInteger());
    }

    @Override
    public String name() {
      return key.name();
    }

    @Override
    public byte[] wrap(KeyBytes other, String context) {
      if (wrapped.incrementAndGet() == STOP_AT) {
        System.out.println("in the second batch");
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          throw StorageException.fatal("nobody interrupts this", e);
        }
      }
      return key.wrap(other, context);
    }

    @Override
    public KeyBytes unwrap(byte[] bytes, String context) {
      return key.unwrap(bytes, context);
    }
  }
}
