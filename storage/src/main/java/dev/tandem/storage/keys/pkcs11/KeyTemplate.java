package dev.tandem.storage.keys.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Attributes of a key (`CK_ATTRIBUTE`: type, value, length), to find one or to make one.
record KeyTemplate(MemorySegment segment, long size) {
  private static final long CLASS = 0x0;
  private static final long TOKEN = 0x1;
  private static final long PRIVATE = 0x2;
  private static final long LABEL = 0x3;
  private static final long KEY_TYPE = 0x100;
  private static final long SENSITIVE = 0x103;
  private static final long SIGN = 0x108;
  private static final long VALUE_LEN = 0x161;
  private static final long EXTRACTABLE = 0x162;
  private static final long SECRET_KEY = 4;
  private static final long GENERIC_SECRET = 0x10;
  private static final long KEY_BYTES = 32;
  private static final long ATTRIBUTE = 3 * Long.BYTES;

  private record Attribute(long type, MemorySegment value) {}

  static KeyTemplate toFind(Arena arena, String label) {
    return of(arena, List.of(number(arena, CLASS, SECRET_KEY), text(arena, label)));
  }

  /// Kept on the token, for who signed in, never shown, for authentication codes only.
  static KeyTemplate toMake(Arena arena, String label) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(number(arena, CLASS, SECRET_KEY));
    attributes.add(number(arena, KEY_TYPE, GENERIC_SECRET));
    attributes.add(text(arena, label));
    attributes.add(number(arena, VALUE_LEN, KEY_BYTES));
    attributes.add(flag(arena, TOKEN, true));
    attributes.add(flag(arena, PRIVATE, true));
    attributes.add(flag(arena, SENSITIVE, true));
    attributes.add(flag(arena, EXTRACTABLE, false));
    attributes.add(flag(arena, SIGN, true));
    return of(arena, attributes);
  }

  private static Attribute number(Arena arena, long type, long value) {
    return new Attribute(type, arena.allocateFrom(JAVA_LONG, value));
  }

  private static Attribute flag(Arena arena, long type, boolean value) {
    return new Attribute(type, arena.allocateFrom(JAVA_BYTE, (byte) (value ? 1 : 0)));
  }

  private static Attribute text(Arena arena, String label) {
    byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
    return new Attribute(LABEL, arena.allocateFrom(JAVA_BYTE, bytes));
  }

  private static KeyTemplate of(Arena arena, List<Attribute> attributes) {
    MemorySegment out = arena.allocate(ATTRIBUTE * attributes.size(), Long.BYTES);
    for (int i = 0; i < attributes.size(); i++) {
      Attribute attribute = attributes.get(i);
      out.set(JAVA_LONG, ATTRIBUTE * i, attribute.type());
      out.set(ADDRESS, ATTRIBUTE * i + Long.BYTES, attribute.value());
      out.set(JAVA_LONG, ATTRIBUTE * i + 2 * Long.BYTES, attribute.value().byteSize());
    }
    return new KeyTemplate(out, attributes.size());
  }
}
