package dev.tandem.gateway;

import dev.tandem.storage.SealedStorage;
import dev.tandem.storage.Storage;
import dev.tandem.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the storage, and where its root key is away stands in the door until it is back.
///
/// @param door the door that this opened, which the gateway takes over
record Unsealing(Storage storage, Optional<SealedDoor> door) {
  /// How long after an answer the root key is asked for again.
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(Unsealing.class);

  /// Blocks for as long as the root key is away. What is wrong in another way is thrown, at once or
  /// when it shows.
  static Unsealing of(SealedStorage sealed, Function<String, SealedDoor> doors) {
    try {
      return new Unsealing(sealed.unseal(), Optional.empty());
    } catch (StorageException e) {
      if (!e.sealed()) {
        sealed.close();
        throw e;
      }
      return wait(sealed, doors, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      sealed.close();
      throw e;
    }
  }

  private static Unsealing wait(
      SealedStorage sealed, Function<String, SealedDoor> doors, String why) {
    SealedDoor door;
    try {
      door = doors.apply(why);
    } catch (RuntimeException | Error e) {
      sealed.close();
      throw e;
    }
    tell(why);
    try {
      Storage storage = untilOpen(sealed, door);
      LOG.info("The root key is back: unsealed");
      return new Unsealing(storage, Optional.of(door));
    } catch (RuntimeException | Error e) {
      door.shut();
      sealed.close();
      throw e;
    }
  }

  private static Storage untilOpen(SealedStorage sealed, SealedDoor door) {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        boolean ended = never.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          return sealed.unseal();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while sealed", e);
      } catch (StorageException e) {
        if (!e.retryable()) {
          throw e;
        }
        door.because(String.valueOf(e.getMessage()));
        LOG.debug("Still sealed", e);
      }
    }
  }

  private static void tell(String why) {
    LOG.warn("Sealed: {}", why);
    System.out.println("Tandem is sealed: " + why + ".");
    System.out.println("It goes on by itself when the root key can be reached.");
    System.out.flush();
  }
}
