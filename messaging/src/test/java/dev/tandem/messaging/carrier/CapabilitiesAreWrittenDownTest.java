package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.carrier.Capabilities.LookUp;
import dev.tandem.messaging.carrier.bandwidth.BandwidthCarrier;
import dev.tandem.messaging.carrier.plivo.PlivoCarrier;
import dev.tandem.messaging.carrier.smpp.SmppCarrier;
import dev.tandem.messaging.carrier.smpp.SmppSettings;
import dev.tandem.messaging.carrier.telnyx.TelnyxCarrier;
import dev.tandem.messaging.carrier.twilio.TwilioCarrier;
import dev.tandem.messaging.carrier.vonage.VonageCarrier;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: what the README says that carriers can do is what the adapters say. Method: its table is
/// written anew from them and compared.
class CapabilitiesAreWrittenDownTest {
  private static String row(
      String what, List<Carrier> carriers, Function<Capabilities, String> says) {
    return carriers.stream()
        .map(carrier -> says.apply(carrier.capabilities()))
        .collect(Collectors.joining(" | ", "| " + what + " | ", " |"));
  }

  private static String yes(boolean it) {
    return it ? "yes" : "no";
  }

  private static List<String> table(List<Carrier> all) {
    String names = all.stream().map(Carrier::name).collect(Collectors.joining(" | ", "| | ", " |"));
    return List.of(
        names,
        "|---".repeat(all.size() + 1) + "|",
        row("characters, segments", all, can -> can.maxChars() + ", " + can.maxSegments()),
        row("any character (UCS-2)", all, _ -> "yes"),
        row("attachments (MMS)", all, CapabilitiesAreWrittenDownTest::attachments),
        row(
            "group texts",
            all,
            can -> can.group() ? "to " + can.groupReceivers() + " people" : "no"),
        row("segments a second", all, can -> String.valueOf(can.segmentsPerSecond())),
        row("forgets words when asked", all, can -> yes(can.redaction())),
        row("can be asked for a doubtful text", all, can -> yes(can.lookUp() == LookUp.BY_WORDS)),
        row("answers STOP, START, HELP", all, can -> yes(can.answersKeywords())));
  }

  private static String attachments(Capabilities can) {
    return can.mms()
        ? can.maxAttachments() + ", " + can.maxAttachmentBytes() / 1024 + " KiB in all"
        : "no";
  }

  @Test
  void theTableIsTrue() throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      List<Carrier> all =
          List.of(
              new TwilioCarrier(vertx, TwilioCarrier.production()),
              new TelnyxCarrier(vertx, TelnyxCarrier.production(), InstantSource.system()),
              VonageCarrier.production(vertx, InstantSource.system()),
              new BandwidthCarrier(vertx, BandwidthCarrier.production()),
              new PlivoCarrier(vertx, PlivoCarrier.production()),
              new SmppCarrier(SmppSettings.usual()));
      List<String> written = Files.readAllLines(Path.of("README.md"));
      List<String> wanted = table(all);
      int at = written.indexOf(wanted.getFirst());
      assertEquals(
          String.join("\n", wanted),
          String.join("\n", written.subList(at, Math.min(at + wanted.size(), written.size()))));
    } finally {
      vertx.close().await();
    }
  }
}
