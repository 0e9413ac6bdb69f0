package dev.tandem.messaging.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.carrier.Capabilities;
import dev.tandem.storage.Ids;
import dev.tandem.storage.message.Attachment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: what a carrier would refuse is refused before it leaves, with what to do. Method: each
/// limit of the table at its bound and one beyond it.
class CarrierTakesOnlySoMuchTest {
  private static final Capabilities TWO =
      new Capabilities(
          true,
          0,
          1600,
          10,
          2,
          1_000,
          700,
          Set.of("image/jpeg", "image/png"),
          1,
          false,
          Capabilities.LookUp.BY_REPORT_ONLY,
          false);
  private static final Capabilities NONE =
      new Capabilities(
          false, 0, 1600, 10, 0, 0, 1, false, Capabilities.LookUp.BY_REPORT_ONLY, false);

  private static Attachment file(String type, long size) {
    return new Attachment(
        Ids.next(),
        Optional.empty(),
        Attachment.State.DRAFT,
        Optional.empty(),
        type,
        Optional.empty(),
        Optional.empty(),
        size,
        false);
  }

  private static String refused(Capabilities can, Optional<Boolean> number, Attachment... files) {
    return MediaCheck.refusal(can, number, List.of(files)).orElse("");
  }

  @Test
  void whatFitsPasses() {
    Attachment small = file("image/png", 300);
    Attachment large = file("image/jpeg", 700);
    assertEquals("", refused(TWO, Optional.empty(), small, large));
    assertEquals("", refused(TWO, Optional.of(true), large));
    assertEquals("", refused(NONE, Optional.of(false)), "nothing always fits");
  }

  @Test
  void whatDoesNotSaysWhatToDo() {
    Attachment small = file("image/png", 1);
    assertTrue(refused(NONE, Optional.empty(), small).contains("another number"));
    assertTrue(refused(TWO, Optional.of(false), small).contains("enable MMS"));
    assertTrue(refused(TWO, Optional.empty(), small, small, small).contains("2 files"));
    assertTrue(refused(TWO, Optional.empty(), file("image/webp", 1)).contains("JPEG, PNG or GIF"));
    assertTrue(refused(TWO, Optional.empty(), file("image/png", 701)).contains("Make it smaller"));
    assertTrue(
        refused(TWO, Optional.empty(), file("image/png", 600), file("image/png", 401))
            .contains("fewer or smaller"));
  }
}
