package dev.tandem.storage.keys.pkcs11;

import dev.tandem.storage.StorageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The way to one key on one token: found by label, signed in to once, found anew when the token
/// was away. A PIN that was refused is not tried again by this process, for a token locks after a
/// few. Used on the library's thread alone.
final class TokenSession {
  private final TokenLibrary library;
  private final TokenUri place;
  private final boolean make;
  private Optional<Opened> opened = Optional.empty();

  private record Opened(long session, long key) {}

  /// With `make`, a key that is not on the token is made there.
  TokenSession(TokenLibrary library, TokenUri place, boolean make) {
    this.library = library;
    this.place = place;
    this.make = make;
  }

  /// The authentication code of `data` under the key. A session that broke is opened once more.
  byte[] mac(byte[] data) {
    boolean before = opened.isPresent();
    try {
      return macOnce(data);
    } catch (TokenTrouble e) {
      drop();
      if (!before) {
        throw told(e);
      }
    }
    try {
      return macOnce(data);
    } catch (TokenTrouble e) {
      drop();
      throw told(e);
    }
  }

  private byte[] macOnce(byte[] data) {
    Opened to = opened.orElseGet(this::open);
    opened = Optional.of(to);
    return library.cryptoki().mac(to.session(), to.key(), data);
  }

  private Opened open() {
    Optional<StorageException> refused = library.refusal(place.token());
    if (refused.isPresent()) {
      throw refused.get();
    }
    Cryptoki.TokenInfo token =
        library
            .find(place.token())
            .orElseThrow(
                () ->
                    StorageException.sealed(
                        "the token \""
                            + place.token()
                            + "\" is not there; connect it, or check its label in"
                            + " TANDEM_ROOT_KEY"));
    refuseLock(token);
    long session = library.open(token.slot(), false);
    try {
      login(session);
      return new Opened(session, key(token.slot(), session));
    } catch (RuntimeException | Error e) {
      library.close(session);
      throw e;
    }
  }

  private void refuseLock(Cryptoki.TokenInfo token) {
    if (token.locked()) {
      throw StorageException.fatal(
          "the PIN of the token \""
              + place.token()
              + "\" is locked; its security officer can set a new one");
    }
    if (token.locksWithTheNextWrongPin()) {
      throw StorageException.fatal(
          "the token \""
              + place.token()
              + "\" locks with the next wrong PIN, so none is tried. Sign in once by hand with the"
              + " right one");
    }
  }

  private void login(long session) {
    byte[] pin = place.pin().read().reveal().getBytes(StandardCharsets.UTF_8);
    try {
      library.cryptoki().login(session, pin);
    } catch (TokenTrouble e) {
      if (e.refusesPin()) {
        StorageException refused =
            StorageException.fatal(
                "the token \""
                    + place.token()
                    + "\" refused the PIN from "
                    + place.pin()
                    + ". It is not tried again, so that the token does not lock; correct it and"
                    + " start again",
                e);
        library.refused(place.token(), refused);
        throw refused;
      }
      throw e;
    } finally {
      Arrays.fill(pin, (byte) 0);
    }
  }

  private long key(long slot, long session) {
    List<Long> found = library.cryptoki().findKeys(session, place.object());
    if (found.isEmpty() && make) {
      make(slot);
      found = library.cryptoki().findKeys(session, place.object());
    }
    if (found.size() != 1) {
      throw StorageException.fatal(
          "the token \""
              + place.token()
              + "\" has "
              + (found.isEmpty() ? "no" : "more than one")
              + " secret key labelled \""
              + place.object()
              + "\", and the database was sealed with one. Check object in TANDEM_ROOT_KEY; nothing"
              + " was changed");
    }
    return found.getFirst();
  }

  private void make(long slot) {
    long session = library.open(slot, true);
    try {
      library.cryptoki().generateKey(session, place.object());
    } catch (TokenTrouble e) {
      if (e.full()) {
        throw StorageException.fatal(
            "the token \""
                + place.token()
                + "\" takes no further key ("
                + e.getMessage()
                + "); it is full or write-protected. Remove what is not needed from it, or use"
                + " another",
            e);
      }
      throw e;
    } finally {
      library.close(session);
    }
  }

  private StorageException told(TokenTrouble e) {
    if (e.code() == TokenTrouble.PIN_LOCKED
        || e.code() == TokenTrouble.PIN_EXPIRED
        || e.code() == TokenTrouble.PIN_NOT_INITIALIZED) {
      return StorageException.fatal(
          "the PIN of the token \""
              + place.token()
              + "\" cannot be used ("
              + e.getMessage()
              + "); its security officer can set a new one",
          e);
    }
    return StorageException.sealed(
        "the token \"" + place.token() + "\" does not answer (" + e.getMessage() + ")", e);
  }

  void drop() {
    opened.ifPresent(gone -> library.close(gone.session()));
    opened = Optional.empty();
  }
}
