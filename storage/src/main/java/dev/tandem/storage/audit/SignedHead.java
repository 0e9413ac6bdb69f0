package dev.tandem.storage.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.storage.seal.SigningKey;
import dev.tandem.storage.seal.TreeHash;
import dev.tandem.storage.seal.VerifyingKey;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A tree head with the installation's signature: a checkpoint (c2sp.org/tlog-checkpoint) in a
/// signed note (c2sp.org/signed-note), which tools of transparency logs read.
///
/// ```
/// tandem-audit/workspace/0199f3c2-...-5d1f
/// 1042
/// 7tYOZQ2mK4...=
/// time 2026-11-21T21:50:00Z
///
/// — tandem-audit/workspace/0199f3c2-...-5d1f Az3grlgtzPICa5OS...
/// ```
public record SignedHead(TreeHead head, String text) {
  private static final String TIME = "time ";
  private static final String SIGNATURE = "— ";
  private static final int KEY_ID = 4;
  private static final int MAX_CHARACTERS = 1_024;

  static SignedHead sign(TreeHead head, SigningKey key) {
    String origin = head.origin();
    String body = body(head);
    byte[] signature = key.sign(body.getBytes(UTF_8));
    byte[] signed =
        ByteBuffer.allocate(KEY_ID + signature.length)
            .put(key.verifying().noteId(origin))
            .put(signature)
            .array();
    String line = SIGNATURE + origin + " " + Base64.getEncoder().encodeToString(signed) + "\n";
    return new SignedHead(head, body + "\n" + line);
  }

  private static String body(TreeHead head) {
    return "%s\n%d\n%s\n%s%s\n"
        .formatted(
            head.origin(),
            head.size(),
            Base64.getEncoder().encodeToString(head.root().bytes()),
            TIME,
            head.at());
  }

  /// Reads the text back. Throws [IllegalArgumentException] when it is not a tree head, or not
  /// signed by this key.
  public static SignedHead parse(String text, VerifyingKey key) {
    List<String> lines = text.lines().toList();
    if (text.length() > MAX_CHARACTERS || lines.size() < 6) {
      throw new IllegalArgumentException("not a signed tree head");
    }
    try {
      TreeHead head = head(lines);
      String written = body(head) + "\n";
      if (!String.join("\n", lines.subList(0, 5)).concat("\n").equals(written)) {
        throw new IllegalArgumentException("not a signed tree head");
      }
      if (lines.subList(5, lines.size()).stream().noneMatch(line -> signs(line, head, key))) {
        throw new IllegalArgumentException(
            "the tree head is not signed by this installation, or was changed");
      }
      return new SignedHead(head, text);
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("not a signed tree head", e);
    }
  }

  private static TreeHead head(List<String> lines) {
    if (!TreeHead.known(lines.getFirst()) || !lines.get(3).startsWith(TIME)) {
      throw new IllegalArgumentException("not a signed tree head");
    }
    return new TreeHead(
        lines.getFirst(),
        Long.parseLong(lines.get(1)),
        TreeHash.of(Base64.getDecoder().decode(lines.get(2))),
        Instant.parse(lines.get(3).substring(TIME.length())));
  }

  private static boolean signs(String line, TreeHead head, VerifyingKey key) {
    String origin = head.origin();
    String start = SIGNATURE + origin + " ";
    if (!line.startsWith(start)) {
      return false;
    }
    byte[] signed = Base64.getDecoder().decode(line.substring(start.length()));
    return signed.length > KEY_ID
        && Arrays.equals(Arrays.copyOf(signed, KEY_ID), key.noteId(origin))
        && key.verify(
            body(head).getBytes(UTF_8), Arrays.copyOfRange(signed, KEY_ID, signed.length));
  }
}
