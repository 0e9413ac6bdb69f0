package dev.tandem.messaging.text;

/// The GSM 7 bit default alphabet and its extension table (3GPP TS 23.038 sections 6.2.1 and
/// 6.2.1.1).
final class Gsm7 {
  /// In the order of the table, 0x00 to 0x7F without 0x1B, the escape to the extension table.
  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅå"
          + "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
          + " !\"#¤%&'()*+,-./"
          + "0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNO"
          + "PQRSTUVWXYZÄÖÑÜ§"
          + "¿abcdefghijklmno"
          + "pqrstuvwxyzäöñüà";

  /// Reached through the escape, so each takes two septets.
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final byte[] SEPTETS = septets();

  private Gsm7() {}

  /// Septets that the character takes: 1, 2, or 0 when the alphabet lacks it.
  static int septets(char c) {
    return c < SEPTETS.length ? SEPTETS[c] : 0;
  }

  /// Whether the alphabet holds every character.
  static boolean holds(String text) {
    return text.chars().allMatch(c -> septets((char) c) > 0);
  }

  private static byte[] septets() {
    byte[] table = new byte['€' + 1];
    BASIC.chars().forEach(c -> table[c] = 1);
    EXTENSION.chars().forEach(c -> table[c] = 2);
    return table;
  }
}
