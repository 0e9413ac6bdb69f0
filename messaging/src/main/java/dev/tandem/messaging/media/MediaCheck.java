package dev.tandem.messaging.media;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.storage.message.Attachment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a number's carrier takes what is to go with a text. Pure.
public final class MediaCheck {
  private MediaCheck() {}

  /// Why not, and what to do; empty when it does.
  ///
  /// @param can what the carrier can do
  /// @param number whether the number can, where the carrier said
  /// @param files what goes along
  public static Optional<String> refusal(
      Capabilities can, Optional<Boolean> number, List<Attachment> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (!can.mms()) {
      return Optional.of(
          "This number's carrier sends no attachments. Send from another number, or send a link.");
    }
    if (number.equals(Optional.of(false))) {
      return Optional.of(
          "The carrier says that this number cannot send attachments (MMS). Send from another"
              + " number; an admin can have the carrier enable MMS and check the account again.");
    }
    if (files.size() > can.maxAttachments()) {
      return Optional.of(
          "This number's carrier takes %d %s with a text. Send the others with another text."
              .formatted(can.maxAttachments(), can.maxAttachments() == 1 ? "file" : "files"));
    }
    if (!files.stream().allMatch(file -> can.mediaTypes().contains(file.mediaType()))) {
      return Optional.of(
          "This number's carrier does not take files of that kind. Send a JPEG, PNG or GIF.");
    }
    if (files.stream().anyMatch(file -> file.size() > can.maxFileBytes())) {
      return Optional.of(
          "This number's carrier takes files of up to %s. Make it smaller."
              .formatted(size(can.maxFileBytes())));
    }
    if (files.stream().mapToLong(Attachment::size).sum() > can.maxAttachmentBytes()) {
      return Optional.of(
          "This number's carrier takes up to %s with a text. Send fewer or smaller files."
              .formatted(size(can.maxAttachmentBytes())));
    }
    return Optional.empty();
  }

  private static String size(int bytes) {
    return bytes >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : (bytes / 1000) + " kB";
  }
}
