package dev.tandem.storage.keys.pkcs11;

import dev.tandem.storage.StorageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One token library in this process, and the one thread that calls it: sessions are not for
/// several threads, and a virtual thread would hold its carrier for as long as a token thinks.
final class TokenLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(TokenLibrary.class);
  private static final Map<Path, TokenLibrary> LOADED = new ConcurrentHashMap<>();

  private final Cryptoki cryptoki;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pkcs11").daemon(true).factory());
  private final Map<String, StorageException> refused = new ConcurrentHashMap<>();
  private int sessions;

  TokenLibrary(Cryptoki cryptoki) {
    this.cryptoki = cryptoki;
  }

  /// The library in this file, loaded once.
  static TokenLibrary of(Path path) {
    return LOADED.computeIfAbsent(
        path, file -> new TokenLibrary(new Cryptoki(Cryptoki.functions(file))));
  }

  /// Runs `work` on the library's thread and waits for it.
  <T> T ask(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.retryable("asking the token was interrupted", e);
    }
  }

  /// That this process tried a PIN of the token and was refused: no other attempt is made, whoever
  /// asks, for a token locks after a few.
  void refused(String token, StorageException refusal) {
    refused.put(token, refusal);
  }

  Optional<StorageException> refusal(String token) {
    return Optional.ofNullable(refused.get(token));
  }

  /// The token of this label, when it is present. On the library's thread.
  Optional<Cryptoki.TokenInfo> find(String label) {
    cryptoki.initialize();
    Optional<Cryptoki.TokenInfo> found = present(label);
    if (found.isEmpty() && sessions == 0) {
      // A library may look for tokens when it starts and not again.
      cryptoki.finish();
      cryptoki.initialize();
      found = present(label);
    }
    return found;
  }

  private Optional<Cryptoki.TokenInfo> present(String label) {
    return cryptoki.tokens().stream().filter(token -> token.label().equals(label)).findFirst();
  }

  /// On the library's thread.
  long open(long slot, boolean write) {
    long session = cryptoki.openSession(slot, write);
    sessions++;
    return session;
  }

  /// On the library's thread; a session that is gone already is as good as closed.
  void close(long session) {
    sessions--;
    try {
      cryptoki.closeSession(session);
    } catch (TokenTrouble e) {
      LOG.debug("a session ended with its token: {}", e.getMessage());
    }
  }

  Cryptoki cryptoki() {
    return cryptoki;
  }
}
