package dev.tandem.messaging.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What an attachment is, by its first bytes. What is not here is not taken: no page, no script, no
/// program, and no picture that is one (SVG). Pure.
public enum MediaKind {
  JPEG("image/jpeg", "jpg", "FFD8FF"),
  PNG("image/png", "png", "89504E470D0A1A0A"),
  GIF("image/gif", "gif", "47494638"),
  WEBP("image/webp", "webp", "52494646........57454250"),
  HEIC("image/heic", "heic", "........6674797068656963"),
  BMP("image/bmp", "bmp", "424D"),
  MP4("video/mp4", "mp4", "........66747970(69736F|6D7034|4D3456|61766331|64617368|4D534E56)"),
  THREE_GPP("video/3gpp", "3gp", "........66747970(336770|336732)"),
  QUICKTIME("video/quicktime", "mov", "........667479707174"),
  M4A("audio/mp4", "m4a", "........667479704D3441"),
  MP3("audio/mpeg", "mp3", "(494433|FFFB|FFF3|FFF2)"),
  AMR("audio/amr", "amr", "2321414D52"),
  OGG("audio/ogg", "ogg", "4F676753"),
  WAV("audio/wav", "wav", "52494646........57415645"),
  PDF("application/pdf", "pdf", "255044462D"),
  VCARD("text/vcard", "vcf", "");

  /// Bytes that tell what a file is.
  static final int HEAD = 64;

  private final String mediaType;
  private final String extension;
  private final String head;

  MediaKind(String mediaType, String extension, String head) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.head = head;
  }

  /// Its type (RFC 6838).
  public String mediaType() {
    return mediaType;
  }

  /// How names of such files end, without the point.
  public String extension() {
    return extension;
  }

  /// The kind of that type.
  public static Optional<MediaKind> named(String mediaType) {
    return Arrays.stream(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
  }

  /// Whether a page may show or play it in place.
  public static boolean shows(String mediaType) {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("audio/")
        || mediaType.startsWith("video/");
  }

  /// What these bytes are; empty when that is nothing that is taken.
  public static Optional<MediaKind> of(byte[] content) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(16, content.length); i++) {
      hex.append(String.format(Locale.ROOT, "%02X", content[i]));
    }
    Optional<MediaKind> known =
        Arrays.stream(values())
            .filter(kind -> !kind.head.isEmpty())
            .filter(kind -> hex.toString().matches(kind.head + ".*"))
            .findFirst();
    return known.or(() -> card(content) ? Optional.of(VCARD) : Optional.empty());
  }

  private static boolean card(byte[] content) {
    byte[] start = Arrays.copyOf(content, Math.min(HEAD, content.length));
    return new String(start, StandardCharsets.UTF_8)
        .replace("\uFEFF", "")
        .stripLeading()
        .toUpperCase(Locale.ROOT)
        .startsWith("BEGIN:VCARD");
  }

  /// Whether it may be called so. Sound and moving pictures share containers; a type that says
  /// nothing is no lie.
  public boolean mayBeCalled(String claimed) {
    String type = claimed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "", "application/octet-stream", "binary/octet-stream" -> true;
      case "text/x-vcard", "text/directory" -> this == VCARD;
      default ->
          type.equals(mediaType)
              || (!family(type).isEmpty() && family(type).equals(family(mediaType)));
    };
  }

  private static String family(String type) {
    if (type.startsWith("image/")) {
      return "image";
    }
    return type.startsWith("audio/") || type.startsWith("video/") ? "sound" : "";
  }
}
