package dev.tandem.storage.keys.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tandem.storage.StorageException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// The C interface of one token library. Every call may throw [TokenTrouble]. One thread at a time.
final class Cryptoki {
  private static final long USER = 1;
  private static final long SERIAL_SESSION = 4;
  private static final long READ_WRITE_SESSION = 2;
  private static final long OS_LOCKING_OK = 2;
  private static final long GENERIC_SECRET_KEY_GEN = 0x350;
  private static final long SHA256_HMAC = 0x251;
  private static final int INITIALIZE_ARGS = 48;
  private static final int TOKEN_INFO = 208;
  private static final int LABEL = 32;
  private static final int FLAGS_AT = 96;
  private static final int MAC = 32;

  private final Map<CryptokiFunction, MethodHandle> functions;

  Cryptoki(Map<CryptokiFunction, MethodHandle> functions) {
    this.functions = new EnumMap<>(functions);
  }

  /// The functions of the library in a file. It stays loaded.
  static Map<CryptokiFunction, MethodHandle> functions(Path library) {
    Map<CryptokiFunction, MethodHandle> functions = new EnumMap<>(CryptokiFunction.class);
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
      Linker linker = Linker.nativeLinker();
      MethodHandle list =
          linker.downcallHandle(
              symbols.findOrThrow("C_GetFunctionList"), FunctionDescriptor.of(JAVA_LONG, ADDRESS));
      MemorySegment at = arena.allocate(ADDRESS);
      if ((long) list.invokeExact(at) != 0) {
        throw unusable(library, new IllegalStateException("C_GetFunctionList"));
      }
      MemorySegment table = at.get(ADDRESS, 0).reinterpret(ADDRESS.byteSize() * 69);
      for (CryptokiFunction function : CryptokiFunction.values()) {
        functions.put(
            function,
            linker.downcallHandle(table.get(ADDRESS, function.offset()), function.descriptor()));
      }
      return functions;
    } catch (StorageException e) {
      throw e;
    } catch (Throwable e) {
      throw unusable(library, e);
    }
  }

  private static StorageException unusable(Path library, Throwable e) {
    return StorageException.fatal(
        "the token library "
            + library
            + " cannot be used; check module-path in TANDEM_ROOT_KEY, and that the library is one"
            + " of PKCS#11 for this machine",
        e);
  }

  private void call(CryptokiFunction function, Object... arguments) {
    MethodHandle handle = functions.get(function);
    if (handle == null) {
      throw new AssertionError("every function was looked up");
    }
    long answer;
    try {
      answer = (long) handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError("a foreign function throws nothing", e);
    }
    if (answer != 0) {
      throw new TokenTrouble(function, answer);
    }
  }

  void initialize() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arena.allocate(INITIALIZE_ARGS, Long.BYTES);
      arguments.set(JAVA_LONG, 32, OS_LOCKING_OK);
      call(CryptokiFunction.INITIALIZE, arguments);
    } catch (TokenTrouble e) {
      if (e.code() != TokenTrouble.ALREADY_INITIALIZED) {
        throw e;
      }
    }
  }

  /// Ends all sessions of this process; tokens that came or went are seen after the next start.
  void finish() {
    call(CryptokiFunction.FINALIZE, MemorySegment.NULL);
  }

  /// A token that is present, and what it says of its PIN.
  record TokenInfo(long slot, String label, long flags) {
    boolean locked() {
      return (flags & 0x40000) != 0;
    }

    boolean locksWithTheNextWrongPin() {
      return (flags & 0x20000) != 0;
    }
  }

  List<TokenInfo> tokens() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(JAVA_LONG);
      call(CryptokiFunction.GET_SLOT_LIST, (byte) 1, MemorySegment.NULL, count);
      long slots = count.get(JAVA_LONG, 0);
      MemorySegment list = arena.allocate(JAVA_LONG, Math.max(1, slots));
      call(CryptokiFunction.GET_SLOT_LIST, (byte) 1, list, count);
      return LongStream.range(0, count.get(JAVA_LONG, 0))
          .mapToObj(i -> token(list.getAtIndex(JAVA_LONG, i)))
          .toList();
    }
  }

  private TokenInfo token(long slot) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(TOKEN_INFO, Long.BYTES);
      call(CryptokiFunction.GET_TOKEN_INFO, slot, info);
      byte[] label = info.asSlice(0, LABEL).toArray(JAVA_BYTE);
      return new TokenInfo(
          slot,
          new String(label, StandardCharsets.UTF_8).stripTrailing(),
          info.get(JAVA_LONG, FLAGS_AT));
    }
  }

  long openSession(long slot, boolean write) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment session = arena.allocate(JAVA_LONG);
      long flags = SERIAL_SESSION | (write ? READ_WRITE_SESSION : 0);
      call(
          CryptokiFunction.OPEN_SESSION,
          slot,
          flags,
          MemorySegment.NULL,
          MemorySegment.NULL,
          session);
      return session.get(JAVA_LONG, 0);
    }
  }

  void closeSession(long session) {
    call(CryptokiFunction.CLOSE_SESSION, session);
  }

  /// Signs the process in, which holds for all its sessions with the token.
  void login(long session, byte[] pin) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(JAVA_BYTE, pin);
      try {
        call(CryptokiFunction.LOGIN, session, USER, copy, (long) pin.length);
      } finally {
        copy.fill((byte) 0);
      }
    } catch (TokenTrouble e) {
      if (e.code() != TokenTrouble.ALREADY_LOGGED_IN) {
        throw e;
      }
    }
  }

  /// At most two secret keys of that label: two are one too many.
  List<Long> findKeys(long session, String label) {
    try (Arena arena = Arena.ofConfined()) {
      KeyTemplate template = KeyTemplate.toFind(arena, label);
      call(CryptokiFunction.FIND_OBJECTS_INIT, session, template.segment(), template.size());
      MemorySegment found = arena.allocate(JAVA_LONG, 2);
      MemorySegment count = arena.allocate(JAVA_LONG);
      try {
        call(CryptokiFunction.FIND_OBJECTS, session, found, 2L, count);
      } finally {
        call(CryptokiFunction.FIND_OBJECTS_FINAL, session);
      }
      return LongStream.range(0, count.get(JAVA_LONG, 0))
          .mapToObj(i -> found.getAtIndex(JAVA_LONG, i))
          .toList();
    }
  }

  /// Makes a key of 32 bytes that never leaves the token.
  void generateKey(long session, String label) {
    try (Arena arena = Arena.ofConfined()) {
      KeyTemplate template = KeyTemplate.toMake(arena, label);
      call(
          CryptokiFunction.GENERATE_KEY,
          session,
          mechanism(arena, GENERIC_SECRET_KEY_GEN),
          template.segment(),
          template.size(),
          arena.allocate(JAVA_LONG));
    }
  }

  /// The authentication code of `data` under a key of the token: 32 bytes that only that key gives.
  byte[] mac(long session, long key, byte[] data) {
    try (Arena arena = Arena.ofConfined()) {
      call(CryptokiFunction.SIGN_INIT, session, mechanism(arena, SHA256_HMAC), key);
      MemorySegment out = arena.allocate(MAC);
      MemorySegment length = arena.allocateFrom(JAVA_LONG, MAC);
      MemorySegment in = arena.allocateFrom(JAVA_BYTE, data);
      call(CryptokiFunction.SIGN, session, in, (long) data.length, out, length);
      if (length.get(JAVA_LONG, 0) != MAC) {
        throw new AssertionError("an authentication code has 32 bytes");
      }
      byte[] code = out.toArray(JAVA_BYTE);
      out.fill((byte) 0);
      return code;
    }
  }

  private static MemorySegment mechanism(Arena arena, long type) {
    MemorySegment mechanism = arena.allocate(3 * Long.BYTES, Long.BYTES);
    mechanism.set(JAVA_LONG, 0, type);
    return mechanism;
  }
}
