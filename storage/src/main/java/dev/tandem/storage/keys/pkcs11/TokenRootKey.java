package dev.tandem.storage.keys.pkcs11;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.keys.RootKeyProvider;
import dev.tandem.storage.keys.WrappedOnce;
import dev.tandem.storage.seal.KeyBytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/// The root key as a secret key on a token, which it never leaves. Each key that is wrapped gets a
/// wrapping key of its own: the token's authentication code (HMAC-SHA-256) of its context and of 32
/// random bytes, which are kept with it. Every token has that mechanism, it binds the context, and
/// a wrapping key that leaked from memory opens one wrapped key only.
public final class TokenRootKey implements RootKeyProvider {
  private static final byte[] PURPOSE = "tandem root key on a token v1|".getBytes(UTF_8);
  private static final int SALT = 32;

  private final SecureRandom random = new SecureRandom();
  private final TokenUri place;
  private final TokenLibrary library;
  private final TokenSession session;
  private volatile Optional<String> trouble = Optional.empty();

  TokenRootKey(TokenUri place, TokenLibrary library, boolean make) {
    this.place = place;
    this.library = library;
    this.session = new TokenSession(library, place, make);
  }

  /// Asks the token nothing yet. With `make`, a key that is not there is made when it is first
  /// needed.
  public static TokenRootKey open(TokenUri place, boolean make) {
    return new TokenRootKey(place, TokenLibrary.of(place.modulePath()), make);
  }

  @Override
  public String name() {
    return place.name();
  }

  @Override
  public byte[] wrap(KeyBytes key, String context) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return WrappedOnce.wrap(salt, wrappingKey(salt, context), key, context).bytes();
  }

  @Override
  public KeyBytes unwrap(byte[] wrapped, String context) {
    WrappedOnce once = WrappedOnce.parse(wrapped);
    return once.unwrap(wrappingKey(once.head(), context), context);
  }

  private KeyBytes wrappingKey(byte[] salt, String context) {
    byte[] name = context.getBytes(UTF_8);
    byte[] data =
        ByteBuffer.allocate(PURPOSE.length + salt.length + name.length)
            .put(PURPOSE)
            .put(salt)
            .put(name)
            .array();
    try {
      byte[] code = library.ask(() -> session.mac(data));
      trouble = Optional.empty();
      return KeyBytes.of(code);
    } catch (StorageException e) {
      trouble = Optional.ofNullable(e.getMessage());
      throw e;
    }
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public void close() {
    library.ask(
        () -> {
          session.drop();
          return true;
        });
  }
}
