package dev.tandem.storage.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What of a message is sealed, in one piece: a format byte, then sender, receivers and text, each a length and UTF-8.
record MessageContent(String from, List<String> to, String text) {
  private static final int FORMAT = 1;

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      write(out, from);
      out.writeShort(to.size());
      for (String receiver : to) {
        write(out, receiver);
      }
      write(out, text);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static MessageContent of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        throw new IOException("unknown format of a message");
      }
      String from = read(in);
      int receivers = in.readUnsignedShort();
      List<String> to = new ArrayList<>(receivers);
      for (int i = 0; i < receivers; i++) {
        to.add(read(in));
      }
      return new MessageContent(from, List.copyOf(to), read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("what was sealed is whole", e);
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), UTF_8);
  }

  @Override
  public String toString() {
    return "MessageContent[personal]";
  }
}
