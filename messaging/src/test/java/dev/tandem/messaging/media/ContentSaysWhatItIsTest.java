package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: an attachment is what its bytes are, whatever it is called; what could run is not taken.
/// Method: the beginnings of files of each kind, and of those that pretend.
class ContentSaysWhatItIsTest {
  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void eachKindIsKnownByItsBeginning() {
    Map<String, byte[]> files =
        Map.of(
            "image/jpeg", hex("ffd8ffe000104a464946"),
            "image/png", hex("89504e470d0a1a0a0000000d"),
            "image/gif", text("GIF89a...."),
            "image/webp", hex("524946461a000000574542505650384c"),
            "video/mp4", hex("0000001866747970" + "6d703432" + "00000000"),
            "video/3gpp", hex("0000001866747970" + "33677034" + "00000300"),
            "audio/amr", text("#!AMR\n"),
            "audio/mpeg", text("ID3\u0004"),
            "application/pdf", text("%PDF-1.7"),
            "text/vcard", text("\uFEFFbegin:vcard\r\nVERSION:3.0"));
    files.forEach(
        (type, bytes) ->
            assertEquals(Optional.of(type), MediaKind.of(bytes).map(MediaKind::mediaType), type));
  }

  @Test
  void whatCouldRunOrSaysNothingIsNotTaken() {
    for (byte[] bytes :
        List.of(
            text(""),
            text("<html><script>alert(1)</script>"),
            text("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            text("<svg onload=alert(1)>"),
            hex("4d5a90000300"),
            hex("7f454c4602"),
            hex("504b0304"),
            text("#!/bin/sh"),
            text("hello"))) {
      assertEquals(Optional.empty(), MediaKind.of(bytes));
    }
  }

  @Test
  void aTypeThatLiesIsFoundOut() {
    assertTrue(MediaKind.JPEG.mayBeCalled("image/jpeg"));
    assertTrue(MediaKind.JPEG.mayBeCalled("image/jpg; q=1"), "a picture of another sort");
    assertTrue(MediaKind.JPEG.mayBeCalled("application/octet-stream"));
    assertTrue(MediaKind.JPEG.mayBeCalled(""));
    assertTrue(MediaKind.MP4.mayBeCalled("audio/mp4"));
    assertTrue(MediaKind.VCARD.mayBeCalled("text/x-vcard"));
    assertFalse(MediaKind.PDF.mayBeCalled("image/png"));
    assertFalse(MediaKind.JPEG.mayBeCalled("text/html"));
    assertFalse(MediaKind.MP3.mayBeCalled("image/gif"));
    assertFalse(MediaKind.PNG.mayBeCalled("application/pdf"));
  }
}
