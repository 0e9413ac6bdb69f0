package dev.tandem.storage.keys.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/// The functions of a token's library that are used here: their place in `CK_FUNCTION_LIST` and
/// what they take, a letter each: `B` a byte, `L` a `CK_ULONG`, which has 64 bits wherever this
/// runs, `P` a pointer. All answer a `CK_RV`.
enum CryptokiFunction {
  INITIALIZE(0, "C_Initialize", "P"),
  FINALIZE(1, "C_Finalize", "P"),
  GET_SLOT_LIST(4, "C_GetSlotList", "BPP"),
  GET_TOKEN_INFO(6, "C_GetTokenInfo", "LP"),
  OPEN_SESSION(12, "C_OpenSession", "LLPPP"),
  CLOSE_SESSION(13, "C_CloseSession", "L"),
  LOGIN(18, "C_Login", "LLPL"),
  FIND_OBJECTS_INIT(26, "C_FindObjectsInit", "LPL"),
  FIND_OBJECTS(27, "C_FindObjects", "LPLP"),
  FIND_OBJECTS_FINAL(28, "C_FindObjectsFinal", "L"),
  SIGN_INIT(42, "C_SignInit", "LPL"),
  SIGN(43, "C_Sign", "LPLPP"),
  GENERATE_KEY(58, "C_GenerateKey", "LPPLP");

  private final int place;
  private final String symbol;
  private final String takes;

  CryptokiFunction(int place, String symbol, String takes) {
    this.place = place;
    this.symbol = symbol;
    this.takes = takes;
  }

  /// Bytes into `CK_FUNCTION_LIST`: a version of two bytes comes first, aligned as a pointer.
  long offset() {
    return ADDRESS.byteSize() * (1L + place);
  }

  String symbol() {
    return symbol;
  }

  FunctionDescriptor descriptor() {
    return FunctionDescriptor.of(
        JAVA_LONG, takes.chars().mapToObj(CryptokiFunction::layout).toArray(MemoryLayout[]::new));
  }

  private static MemoryLayout layout(int letter) {
    return switch (letter) {
      case 'B' -> JAVA_BYTE;
      case 'L' -> JAVA_LONG;
      default -> ADDRESS;
    };
  }
}
