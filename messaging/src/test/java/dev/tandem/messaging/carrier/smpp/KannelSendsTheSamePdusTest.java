package dev.tandem.messaging.carrier.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierLine;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.fake.FakeSmsc;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a text leaves us in the octets in which Kannel sends it, whose SMPP carriers have known
/// for decades. Method: Kannel as Debian packages it and our own line hand the same texts to an
/// SMSC each; the PDUs are compared: who writes to whom, the coding, whether there is a header, and
/// every octet but the header's reference, which each chooses for itself.
class KannelSendsTheSamePdusTest {
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");
  private static final int GSM7 = 0;
  private static final int UCS2 = 2;

  /// What of a submit_sm does not depend on who sends it.
  private record Pdu(String from, String to, int coding, boolean header, String octets) {
    static Pdu of(SubmitSm pdu) {
      byte[] octets = pdu.getShortMessage();
      if (pdu.isUdhi()) {
        octets = octets.clone();
        octets[3] = 0;
      }
      return new Pdu(
          "%d %s".formatted(pdu.getSourceAddrTon(), pdu.getSourceAddr()),
          "%d %s".formatted(pdu.getDestAddrTon(), pdu.getDestAddress()),
          pdu.getDataCoding(),
          pdu.isUdhi(),
          HexFormat.of().formatHex(octets));
    }
  }

  @Test
  void everyTextIsCutAndCodedAlike(@TempDir Path directory) throws Exception {
    SmppCarrier carrier = new SmppCarrier(SmppSettings.usual());
    try (FakeSmsc forKannel = new FakeSmsc("tandem", "right");
        FakeSmsc forUs = new FakeSmsc("tandem", "right");
        KannelBoxes kannel = new KannelBoxes(directory, forKannel.port());
        CarrierLine line = carrier.open(access(forUs.port()), new Deaf())) {
      Office.eventually("Kannel is bound", () -> forKannel.binds() > 0);
      Office.eventually("we are", () -> line.state() instanceof CarrierLine.State.Open);
      alike(kannel, forKannel, carrier, forUs, "hello {you} €5 @home_ÄÖÑÜ", GSM7);
      alike(kannel, forKannel, carrier, forUs, "x".repeat(160), GSM7);
      alike(kannel, forKannel, carrier, forUs, "0123456789".repeat(31), GSM7);
      alike(kannel, forKannel, carrier, forUs, "Здравствуй, ű", UCS2);
      alike(kannel, forKannel, carrier, forUs, "日".repeat(70), UCS2);
      alike(kannel, forKannel, carrier, forUs, "Привет, мир ".repeat(14), UCS2);
      alike(kannel, forKannel, carrier, forUs, "👋 hello", UCS2);
    }
  }

  private static void alike(
      KannelBoxes kannel,
      FakeSmsc forKannel,
      SmppCarrier carrier,
      FakeSmsc forUs,
      String text,
      int coding)
      throws Exception {
    int before = forUs.submitted().size();
    SendText command =
        new SendText(
            UUID.randomUUID(), OURS, THEIRS, text, List.of(), URI.create("https://phone.example"));
    assertInstanceOf(SendOutcome.Accepted.class, carrier.send(command, access(forUs.port())), text);
    int ours = forUs.submitted().size();
    kannel.send(OURS.e164(), THEIRS.e164(), text, coding);
    Office.eventually("as many from Kannel", () -> forKannel.submitted().size() >= ours);
    assertEquals(since(forKannel, before), since(forUs, before), text);
  }

  /// The PDUs of one text by the numbers of their parts: a client that does not wait for each
  /// answer is read by several threads at the other end, and their order there is nobody's doing.
  private static List<Pdu> since(FakeSmsc smsc, int before) {
    SubmitSm[] all = smsc.submitted().toArray(SubmitSm[]::new);
    return Arrays.stream(all)
        .skip(before)
        .map(Pdu::of)
        .sorted(Comparator.comparing(Pdu::octets))
        .toList();
  }

  private static CarrierAccess access(int port) {
    return new CarrierAccess(
        "tandem@127.0.0.1:" + port,
        Secret.of("right"),
        Map.of(
            "security", Secret.of("plain"),
            "alphabet", Secret.of("gsm7"),
            "long_texts", Secret.of("udh")));
  }

  private static final class Deaf implements LineListener {
    @Override
    public Heard hear(LineEvent event) {
      return new Heard.Unused();
    }

    @Override
    public void acknowledged(List<UUID> kept) {}
  }
}
