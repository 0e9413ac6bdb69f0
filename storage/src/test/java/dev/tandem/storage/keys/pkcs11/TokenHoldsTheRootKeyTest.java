package dev.tandem.storage.keys.pkcs11;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.storage.StorageException;
import dev.tandem.storage.seal.KeyBytes;
import dev.tandem.storage.seal.SealBroken;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a root key on a token wraps and unwraps, binds the context, survives the token's going and
/// coming, and each trouble of a token has words of its own; a wrong PIN is tried once. Method:
/// SoftHSM 2 with tokens of the test's; where a soft token cannot misbehave, one function of its
/// library is replaced by one that does.
final class TokenHoldsTheRootKeyTest {
  private static final String CONTEXT = "workspace|one";

  private final SoftHsm hsm;

  TokenHoldsTheRootKeyTest() throws IOException {
    hsm = SoftHsm.start();
  }

  private static String message(Throwable e) {
    return String.valueOf(e.getMessage());
  }

  @Test
  void wraps_and_unwraps_for_its_context_only() throws IOException, InterruptedException {
    hsm.makeToken("context");
    KeyBytes key = KeyBytes.random();
    byte[] wrapped;
    try (TokenRootKey root = TokenRootKey.open(hsm.uri("context", SoftHsm.PIN), true)) {
      assertEquals("pkcs11:token=context;object=tandem-root", root.name());
      wrapped = root.wrap(key, CONTEXT);
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
      assertNotEquals(List.of(wrapped), List.of(root.wrap(key, CONTEXT)), "salted");
      assertThrows(SealBroken.class, () -> root.unwrap(wrapped, "workspace|two"));
      for (int i = 0; i < wrapped.length; i++) {
        byte[] changed = wrapped.clone();
        changed[i] ^= 1;
        assertThrows(SealBroken.class, () -> root.unwrap(changed, CONTEXT));
        byte[] cut = Arrays.copyOf(wrapped, i);
        assertThrows(SealBroken.class, () -> root.unwrap(cut, CONTEXT));
      }
    }
    try (TokenRootKey again = TokenRootKey.open(hsm.uri("context", SoftHsm.PIN), false)) {
      assertEquals(key, again.unwrap(wrapped, CONTEXT));
    }
    hsm.makeToken("another");
    try (TokenRootKey other = TokenRootKey.open(hsm.uri("another", SoftHsm.PIN), true)) {
      assertThrows(SealBroken.class, () -> other.unwrap(wrapped, CONTEXT));
    }
  }

  @Test
  void a_token_that_comes_later_is_found() throws IOException, InterruptedException {
    try (TokenRootKey root = TokenRootKey.open(hsm.uri("later", SoftHsm.PIN), true)) {
      StorageException away =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertTrue(away.sealed() && message(away).contains("\"later\" is not there"), message(away));
      assertEquals(away.getMessage(), root.trouble().orElseThrow());
      hsm.makeToken("later");
      KeyBytes key = KeyBytes.random();
      assertEquals(key, root.unwrap(root.wrap(key, CONTEXT), CONTEXT));
      assertTrue(root.trouble().isEmpty());
    }
  }

  @Test
  void a_key_that_is_gone_is_never_made_anew() throws IOException, InterruptedException {
    hsm.makeToken("empty");
    try (TokenRootKey root = TokenRootKey.open(hsm.uri("empty", SoftHsm.PIN), false)) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertFalse(refusal.retryable());
      assertTrue(message(refusal).contains("no secret key labelled"), message(refusal));
    }
  }

  @Test
  void a_wrong_pin_is_tried_once() throws IOException, InterruptedException {
    hsm.makeToken("pin");
    AtomicInteger logins = new AtomicInteger();
    Map<CryptokiFunction, MethodHandle> functions = Cryptoki.functions(hsm.library());
    MethodHandle login = of(functions, CryptokiFunction.LOGIN);
    functions.put(CryptokiFunction.LOGIN, MethodHandles.foldArguments(login, counting(logins)));
    TokenUri place = hsm.uri("pin", "99999999");
    try (TokenRootKey root =
        new TokenRootKey(place, new TokenLibrary(new Cryptoki(functions)), true)) {
      for (int i = 0; i < 5; i++) {
        StorageException refusal =
            assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
        assertFalse(refusal.retryable());
        assertTrue(message(refusal).contains("refused the PIN"), message(refusal));
        assertFalse(message(refusal).contains("99999999"));
      }
    }
    assertEquals(1, logins.get());
  }

  private static MethodHandle counting(AtomicInteger logins) {
    try {
      return MethodHandles.lookup()
          .bind(
              new Object() {
                @SuppressWarnings("unused")
                void count() {
                  logins.incrementAndGet();
                }
              },
              "count",
              MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle of(
      Map<CryptokiFunction, MethodHandle> functions, CryptokiFunction function) {
    return Objects.requireNonNull(functions.get(function));
  }

  /// The soft token's library, in which one function answers `code` and does nothing.
  private TokenLibrary answering(CryptokiFunction function, AtomicLong code) {
    Map<CryptokiFunction, MethodHandle> functions = Cryptoki.functions(hsm.library());
    MethodHandle real = of(functions, function);
    try {
      MethodHandle get =
          MethodHandles.lookup().bind(code, "get", MethodType.methodType(long.class));
      MethodHandle wrong = MethodHandles.dropArguments(get, 0, real.type().parameterList());
      MethodHandle isWrong =
          MethodHandles.filterReturnValue(
              get,
              MethodHandles.lookup()
                  .findStatic(
                      TokenHoldsTheRootKeyTest.class,
                      "isTrouble",
                      MethodType.methodType(boolean.class, long.class)));
      functions.put(
          function,
          MethodHandles.guardWithTest(
              MethodHandles.dropArguments(isWrong, 0, real.type().parameterList()), wrong, real));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return new TokenLibrary(new Cryptoki(functions));
  }

  @SuppressWarnings("UnusedMethod") // Called through a method handle.
  private static boolean isTrouble(long code) {
    return code != 0;
  }

  @Test
  void a_full_token_says_so_and_works_when_there_is_room()
      throws IOException, InterruptedException {
    hsm.makeToken("full");
    AtomicLong code = new AtomicLong(TokenTrouble.DEVICE_MEMORY);
    TokenLibrary library = answering(CryptokiFunction.GENERATE_KEY, code);
    try (TokenRootKey root = new TokenRootKey(hsm.uri("full", SoftHsm.PIN), library, true)) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertTrue(
          message(refusal).contains("takes no further key (C_GenerateKey: CKR_DEVICE_MEMORY)"),
          message(refusal));
      code.set(0);
      KeyBytes key = KeyBytes.random();
      assertEquals(key, root.unwrap(root.wrap(key, CONTEXT), CONTEXT));
    }
  }

  @Test
  void a_token_that_is_pulled_out_and_put_back() throws IOException, InterruptedException {
    hsm.makeToken("pulled");
    AtomicLong code = new AtomicLong();
    TokenLibrary library = answering(CryptokiFunction.SIGN_INIT, code);
    try (TokenRootKey root = new TokenRootKey(hsm.uri("pulled", SoftHsm.PIN), library, true)) {
      KeyBytes key = KeyBytes.random();
      byte[] wrapped = root.wrap(key, CONTEXT);
      code.set(TokenTrouble.DEVICE_REMOVED);
      StorageException away =
          assertThrows(StorageException.class, () -> root.unwrap(wrapped, CONTEXT));
      assertTrue(away.sealed() && message(away).contains("CKR_DEVICE_REMOVED"), message(away));
      code.set(0);
      assertEquals(key, root.unwrap(wrapped, CONTEXT));
    }
  }

  @Test
  void a_locked_token_is_left_alone() throws IOException, InterruptedException {
    hsm.makeToken("locked");
    TokenLibrary library =
        answering(CryptokiFunction.LOGIN, new AtomicLong(TokenTrouble.PIN_LOCKED));
    try (TokenRootKey root = new TokenRootKey(hsm.uri("locked", SoftHsm.PIN), library, true)) {
      StorageException refusal =
          assertThrows(StorageException.class, () -> root.wrap(KeyBytes.random(), CONTEXT));
      assertFalse(refusal.retryable());
      assertTrue(message(refusal).contains("CKR_PIN_LOCKED"), message(refusal));
    }
    assertTrue(new Cryptoki.TokenInfo(0, "t", 0x40000).locked());
    assertTrue(new Cryptoki.TokenInfo(0, "t", 0x20000).locksWithTheNextWrongPin());
    assertFalse(new Cryptoki.TokenInfo(0, "t", 0x10400).locksWithTheNextWrongPin());
  }

  @Test
  void a_pin_file_that_is_open_to_others_or_missing() throws IOException {
    TokenUri place = hsm.uri("any", SoftHsm.PIN);
    Path file = ((PinSource.PinFile) place.pin()).path();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    StorageException refusal = assertThrows(StorageException.class, () -> place.pin().read());
    assertTrue(message(refusal).contains("chmod 0400 " + file), message(refusal));
    Files.delete(file);
    assertTrue(
        message(assertThrows(StorageException.class, () -> place.pin().read()))
            .contains("cannot read the PIN file " + file));
  }

  @Test
  void a_library_that_is_none(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("not-a-library.so"), "text");
    for (Path library : List.of(file, directory.resolve("absent.so"))) {
      TokenUri place = new TokenUri("t", "o", library, PinSource.parse("env:NOBODY_SETS_THIS"));
      StorageException refusal =
          assertThrows(StorageException.class, () -> TokenRootKey.open(place, false).close());
      assertTrue(message(refusal).contains("cannot be used; check module-path"), message(refusal));
    }
  }

  @Test
  void uris_that_are_none_are_not_quoted() {
    for (String uri :
        List.of(
            "pkcs11:token=a;object=b?module-path=/l.so&pin-value=secretword",
            "pkcs11:token=a;object=b?module-path=/l.so&pin-source=secretword",
            "pkcs11:token=a?module-path=/l.so&pin-source=env:P&x=secretword",
            "pkcs11:token=a;token=b;object=secretword?module-path=/l.so&pin-source=env:P",
            "pkcs11:token=;object=b?module-path=/l.so&pin-source=env:secretword",
            "pkcs11:token=a;object=%GGsecretword?module-path=/l.so&pin-source=env:P",
            "pkcs11:secretword",
            "pkcs11:")) {
      StorageException refusal = assertThrows(StorageException.class, () -> TokenUri.parse(uri));
      assertFalse(message(refusal).contains("secretword"), message(refusal));
    }
    TokenUri uri =
        TokenUri.parse(
            "pkcs11:token=My%20token;object=a+b?module-path=/l.so&pin-source=file:///run/pin");
    assertEquals("My token", uri.token());
    assertEquals("a+b", uri.object());
    assertEquals(new PinSource.PinFile(Path.of("/run/pin")), uri.pin());
  }
}
