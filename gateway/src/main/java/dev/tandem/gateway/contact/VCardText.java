package dev.tandem.gateway.contact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;

/// Cuts a file into its vCards, line by line, and holds each against the limits before anything
/// parses it. Only one vCard is a text at a time.
final class VCardText {
  private static final String BEGIN = "BEGIN:VCARD";
  private static final String END = "END:VCARD";

  private final byte[] file;
  private int at;
  private int line = 1;

  /// A vCard of a file, or why there is none.
  ///
  /// @param line where it begins, from 1
  /// @param reason why it cannot be taken; empty when it can
  record Piece(int line, String text, String reason) {}

  VCardText(byte[] file) {
    this.file = FileText.utf8(file);
  }

  /// The next vCard; empty at the end.
  Optional<Piece> next() {
    ByteArrayOutputStream card = new ByteArrayOutputStream();
    int began = 0;
    int depth = 0;
    int properties = 0;
    String reason = "";
    while (at < file.length) {
      int from = at;
      int to = lineEnd();
      String head = head(from, to);
      if (head.equals(BEGIN)) {
        if (depth++ == 0) {
          began = line;
        }
      }
      line++;
      if (depth == 0) {
        continue;
      }
      boolean folded = file[from] == ' ' || file[from] == '\t';
      properties += folded ? 0 : 1;
      reason = reason.isEmpty() ? tooMuch(card.size() + to - from, properties, depth) : reason;
      if (reason.isEmpty()) {
        card.write(file, from, to - from);
        card.write('\r');
        card.write('\n');
      }
      if (head.equals(END) && --depth == 0) {
        return Optional.of(new Piece(began, reason.isEmpty() ? decoded(card) : "", reason));
      }
    }
    return depth == 0
        ? Optional.empty()
        : Optional.of(new Piece(began, "", "the file ends before it does"));
  }

  /// Refuses what would be refused in a file.
  static void check(String text) throws UnreadableCard {
    Optional<Piece> piece = new VCardText(text.getBytes(UTF_8)).next();
    if (piece.isEmpty()) {
      throw new UnreadableCard("it is no vCard");
    }
    if (!piece.get().reason().isEmpty()) {
      throw new UnreadableCard(piece.get().reason());
    }
  }

  private static String tooMuch(int bytes, int properties, int depth) {
    if (bytes > ImportLimits.VCARD_BYTES) {
      return "it is larger than %,d kB".formatted(ImportLimits.VCARD_BYTES / 1024);
    }
    if (properties > ImportLimits.VCARD_PROPERTIES) {
      return "it has more than %,d properties".formatted(ImportLimits.VCARD_PROPERTIES);
    }
    if (depth > ImportLimits.VCARD_DEPTH) {
      return "it has more than %d vCards inside each other".formatted(ImportLimits.VCARD_DEPTH);
    }
    return "";
  }

  /// Goes behind the line and answers where its text ends.
  private int lineEnd() {
    while (at < file.length && file[at] != '\n' && file[at] != '\r') {
      at++;
    }
    int end = at;
    if (at < file.length) {
      at += file[at] == '\r' && at + 1 < file.length && file[at + 1] == '\n' ? 2 : 1;
    }
    return end;
  }

  /// A line that could begin or end a vCard, in upper case; something else otherwise.
  private String head(int from, int to) {
    int length = to - from;
    return length < END.length() || length > BEGIN.length() + 8
        ? ""
        : new String(file, from, length, FileText.FALLBACK)
            .strip()
            .toUpperCase(Locale.ROOT)
            .replace(" ", "");
  }

  private static String decoded(ByteArrayOutputStream card) {
    byte[] bytes = card.toByteArray();
    return FileText.strict(bytes).orElseGet(() -> new String(bytes, FileText.FALLBACK));
  }
}
