package dev.tandem.storage.keys.pkcs11;

import java.io.Serial;
import java.util.Map;

/// What a token's library answered instead of `CKR_OK` (PKCS #11 v2.40, section 5.1).
final class TokenTrouble extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  static final long HOST_MEMORY = 0x02;
  static final long DEVICE_ERROR = 0x30;
  static final long DEVICE_MEMORY = 0x31;
  static final long DEVICE_REMOVED = 0x32;
  static final long PIN_INCORRECT = 0xA0;
  static final long PIN_INVALID = 0xA1;
  static final long PIN_LEN_RANGE = 0xA2;
  static final long PIN_EXPIRED = 0xA3;
  static final long PIN_LOCKED = 0xA4;
  static final long TOKEN_NOT_PRESENT = 0xE0;
  static final long TOKEN_WRITE_PROTECTED = 0xE2;
  static final long ALREADY_LOGGED_IN = 0x100;
  static final long PIN_NOT_INITIALIZED = 0x102;
  static final long ALREADY_INITIALIZED = 0x191;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(HOST_MEMORY, "CKR_HOST_MEMORY"),
          Map.entry(0x05L, "CKR_GENERAL_ERROR"),
          Map.entry(0x06L, "CKR_FUNCTION_FAILED"),
          Map.entry(DEVICE_ERROR, "CKR_DEVICE_ERROR"),
          Map.entry(DEVICE_MEMORY, "CKR_DEVICE_MEMORY"),
          Map.entry(DEVICE_REMOVED, "CKR_DEVICE_REMOVED"),
          Map.entry(0x70L, "CKR_MECHANISM_INVALID"),
          Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"),
          Map.entry(PIN_INVALID, "CKR_PIN_INVALID"),
          Map.entry(PIN_LEN_RANGE, "CKR_PIN_LEN_RANGE"),
          Map.entry(PIN_EXPIRED, "CKR_PIN_EXPIRED"),
          Map.entry(PIN_LOCKED, "CKR_PIN_LOCKED"),
          Map.entry(0xB3L, "CKR_SESSION_HANDLE_INVALID"),
          Map.entry(TOKEN_NOT_PRESENT, "CKR_TOKEN_NOT_PRESENT"),
          Map.entry(TOKEN_WRITE_PROTECTED, "CKR_TOKEN_WRITE_PROTECTED"),
          Map.entry(PIN_NOT_INITIALIZED, "CKR_USER_PIN_NOT_INITIALIZED"));

  private final long code;

  TokenTrouble(CryptokiFunction function, long code) {
    super(function.symbol() + ": " + name(code));
    this.code = code;
  }

  private static String name(long code) {
    return NAMES.getOrDefault(code, "CKR 0x" + Long.toHexString(code));
  }

  long code() {
    return code;
  }

  /// The same would be answered to every PIN like this one, and counted against it.
  boolean refusesPin() {
    return code == PIN_INCORRECT || code == PIN_INVALID || code == PIN_LEN_RANGE;
  }

  /// There is no room for another key, or none may be written.
  boolean full() {
    return code == DEVICE_MEMORY || code == HOST_MEMORY || code == TOKEN_WRITE_PROTECTED;
  }
}
