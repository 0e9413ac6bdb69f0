package dev.tandem.messaging.carrier.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.NodeProgram;
import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.CarrierAccess;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierLine;
import dev.tandem.messaging.carrier.DeliveryState;
import dev.tandem.messaging.carrier.LineEvent;
import dev.tandem.messaging.carrier.LineEvent.PartReceived;
import dev.tandem.messaging.carrier.LineEvent.ReceiptReceived;
import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.NumbersOutcome;
import dev.tandem.messaging.carrier.SendOutcome;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.seal.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: another implementation of SMPP 3.4 reads what we send as we meant it, and we read what it
/// sends. Method: the server of the npm package `smpp` as the SMSC; it tells what came and answers
/// with receipts whose ids are in decimal where it gave them in hexadecimal.
class NpmsSmscUnderstandsUsTest {
  private static final PhoneNumber OURS = new PhoneNumber("+12025550100");
  private static final PhoneNumber THEIRS = new PhoneNumber("+12025550123");

  private final Queue<LineEvent> heard = new ConcurrentLinkedQueue<>();
  @TempDir Path directory;

  private SendOutcome send(SmppCarrier carrier, CarrierAccess access, String text) {
    return carrier.send(
        new SendText(UUID.randomUUID(), OURS, THEIRS, text, URI.create("https://phone.example")),
        access);
  }

  private static CarrierAccess access(int port, String password) {
    return new CarrierAccess(
        "tandem@127.0.0.1:" + port,
        Secret.of(password),
        Map.of(
            "security", Secret.of("plain"),
            "alphabet", Secret.of("gsm7"),
            "long_texts", Secret.of("udh")));
  }

  @Test
  void textsGoAndCome() {
    Path folder = NodeProgram.folder(directory, "smpp@0.5.1");
    SmppCarrier carrier = new SmppCarrier(SmppSettings.usual());
    try (NodeProgram smsc = NodeProgram.start(folder, getClass(), "smsc.js")) {
      int port = smsc.next("port").getInteger("port");
      assertInstanceOf(NumbersOutcome.Refused.class, carrier.numbers(access(port, "wrong")));
      CarrierAccess access = access(port, "right");
      try (CarrierLine line = carrier.open(access, new Ear())) {
        assertEquals(0x34, smsc.next("bound").getInteger("bound"));
        Office.eventually("a line", () -> line.state() instanceof CarrierLine.State.Open);
        shortTexts(carrier, access, smsc);
        longText(carrier, access, smsc);
        assertInstanceOf(Retry.class, send(carrier, access, "too much"));
        inbound(smsc);
      }
    }
  }

  private void shortTexts(SmppCarrier carrier, CarrierAccess access, NodeProgram smsc) {
    for (String text : List.of("hello {you} €5 @home", "Здравствуй ü 👋")) {
      Accepted accepted = assertInstanceOf(Accepted.class, send(carrier, access, text));
      JsonObject taken = smsc.next("id");
      assertEquals(text, taken.getString("text"));
      assertEquals("12025550100", taken.getString("from"));
      assertEquals("12025550123", taken.getString("to"));
      String id = accepted.sighting().providerId();
      assertEquals(taken.getString("id"), id);
      assertEquals(0, smsc.next("status").getInteger("status"));
      ReceiptReceived receipt = assertInstanceOf(ReceiptReceived.class, heard.poll());
      assertEquals(DeliveryState.DELIVERED, receipt.state());
      assertTrue(receipt.spellings().contains(id));
      assertEquals(OURS, receipt.from());
    }
  }

  private void longText(SmppCarrier carrier, CarrierAccess access, NodeProgram smsc) {
    String text = "0123456789".repeat(31);
    assertInstanceOf(Accepted.class, send(carrier, access, text));
    StringBuilder joined = new StringBuilder();
    for (int place = 1; place <= 3; place++) {
      JsonObject part = smsc.next("id");
      joined.append(part.getString("text"));
      JsonArray header = part.getJsonArray("header");
      assertEquals(1, header.size());
      assertTrue(header.getString(0).endsWith("030" + place), header.encode());
      assertEquals(place == 3 ? 1 : 0, part.getInteger("receipt"));
    }
    assertEquals(text, joined.toString());
    assertEquals(0, smsc.next("status").getInteger("status"));
    heard.clear();
  }

  private void inbound(NodeProgram smsc) {
    JsonObject pdu =
        new JsonObject()
            .put("source_addr", "12025550123")
            .put("source_addr_ton", 1)
            .put("destination_addr", "12025550100")
            .put("short_message", "Привет 👋 {you}");
    smsc.order(new JsonObject().put("deliver", pdu));
    assertEquals(0, smsc.next("delivered").getInteger("delivered"));
    PartReceived part = assertInstanceOf(PartReceived.class, heard.poll());
    assertEquals("Привет 👋 {you}", part.text());
    assertEquals(THEIRS, part.from());
    assertEquals(OURS, part.to());
  }

  private final class Ear implements LineListener {
    @Override
    public Heard hear(LineEvent event) {
      heard.add(event);
      return new Heard.Unused();
    }

    @Override
    public void acknowledged(List<UUID> kept) {}
  }
}
