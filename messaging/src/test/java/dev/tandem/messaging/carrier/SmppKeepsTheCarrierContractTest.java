package dev.tandem.messaging.carrier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.carrier.CarrierCommand.SendText;
import dev.tandem.messaging.carrier.CarrierError.Remedy;
import dev.tandem.messaging.carrier.CarrierLine.State;
import dev.tandem.messaging.carrier.SendOutcome.Accepted;
import dev.tandem.messaging.carrier.SendOutcome.Retry;
import dev.tandem.messaging.carrier.fake.FakePeer;
import dev.tandem.messaging.carrier.fake.FakeSmsc;
import dev.tandem.messaging.carrier.fake.Fault;
import dev.tandem.messaging.carrier.smpp.SmppCarrier;
import dev.tandem.messaging.carrier.smpp.SmppSettings;
import dev.tandem.storage.seal.Secret;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// SMPP as any carrier; and what is its own: long texts in every way that there is, and a line that
/// comes back.
class SmppKeepsTheCarrierContractTest extends CarrierContract {
  private static final Duration AT_ONCE = Duration.ofNanos(1);

  private final FakeSmsc smsc = new FakeSmsc("tandem", "right");
  private final SmppCarrier carrier = new SmppCarrier(settings());
  private CarrierLine line = carrier.open(access(), new Nobody());

  private static SmppSettings settings() {
    try {
      return new SmppSettings(
          Duration.ofSeconds(2),
          Duration.ofMillis(700),
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          AT_ONCE,
          4,
          SSLContext.getDefault());
    } catch (NoSuchAlgorithmException never) {
      throw new AssertionError(never);
    }
  }

  private CarrierAccess access(String password, int port, String longTexts) {
    return new CarrierAccess(
        "tandem@127.0.0.1:" + port,
        Secret.of(password),
        Map.of(
            "security", Secret.of("plain"),
            "alphabet", Secret.of("gsm7"),
            "long_texts", Secret.of(longTexts)));
  }

  @BeforeEach
  void stands() {
    opened(line);
  }

  @AfterEach
  void close() {
    line.close();
    smsc.close();
  }

  private static void opened(CarrierLine line) {
    Office.eventually("a line that stands", () -> line.state() instanceof State.Open);
  }

  @Override
  protected FakePeer peer() {
    return smsc;
  }

  @Override
  protected Carrier carrier() {
    return carrier;
  }

  @Override
  protected CarrierAccess access() {
    return access("right", smsc.port(), "udh");
  }

  @Override
  protected SendOutcome sendAs(CarrierAccess wrong, SendText command) {
    line.close();
    line = carrier.open(wrong, new Nobody());
    Office.eventually("a refusal", () -> line.state() instanceof State.Refused);
    return carrier.send(command, wrong);
  }

  /// A line of its own that finds nobody.
  @Override
  protected Carrier toNobody() {
    smsc.close();
    line.close();
    return new SmppCarrier(settings());
  }

  @Override
  protected Map<String, Remedy> codesOfAnswers() {
    return Map.of(
        "0x58", Remedy.TRY_LATER,
        "0x14", Remedy.TRY_LATER,
        "0x8", Remedy.TRY_LATER,
        "0xb", Remedy.GIVE_UP,
        "0x1", Remedy.GIVE_UP,
        "0xa", Remedy.FIX_ACCOUNT);
  }

  @Override
  protected List<Fault> doubts() {
    return List.of(
        Fault.TAKE_AND_STAY_SILENT, Fault.TAKE_AND_CUT, Fault.TAKE_AND_TALK_NONSENSE, Fault.CUT);
  }

  @Override
  protected Duration patience() {
    return AT_ONCE;
  }

  @Override
  protected boolean getsOurId() {
    return false;
  }

  @Override
  protected void recover() {
    Office.eventually(
        "a line that answers",
        () -> line.state() instanceof State.Open && send(command("probe")) instanceof Accepted);
    smsc.ledger().removeLast();
  }

  @Test
  void longTextsArriveWholeHoweverTheyAreCut() {
    String latin = "0123456789 {äöü} ".repeat(40);
    String other = "Здравствуй 👋 ".repeat(20);
    for (String way : List.of("udh", "sar", "payload")) {
      CarrierAccess access = access("right", smsc.port(), way);
      line.close();
      line = carrier.open(access, new Nobody());
      opened(line);
      for (String text : List.of(latin, other)) {
        int before = smsc.submitted().size();
        assertInstanceOf(Accepted.class, carrier.send(command(text), access), way);
        assertEquals(text, smsc.ledger().getLast().text(), way);
        List<Integer> receipts =
            smsc.submitted().stream()
                .skip(before)
                .map(pdu -> (int) pdu.getRegisteredDelivery())
                .toList();
        assertEquals(1, receipts.getLast());
        assertEquals(1, receipts.stream().filter(asked -> asked == 1).count());
        assertEquals(way.equals("payload"), receipts.size() == 1);
      }
    }
  }

  @Test
  void aLongTextWhoseLastPartWasNeverSentIsSentAgainUnderTheSameReference() {
    SendText command = command("x".repeat(400));
    smsc.order(Fault.NONE);
    smsc.order(Fault.BUSY_429);
    assertInstanceOf(Retry.class, send(command));
    assertEquals(List.of(), smsc.ledger());
    assertInstanceOf(Accepted.class, send(command));
    assertEquals(List.of(command.text()), smsc.ledger().stream().map(t -> t.text()).toList());
  }

  @Test
  void aLineThatWasCutComesBack() {
    int before = smsc.binds();
    smsc.cut();
    Office.eventually("another bind", () -> smsc.binds() > before);
    opened(line);
    assertInstanceOf(Accepted.class, send(command("hello")));
    assertTrue(carrier.numbers(access()) instanceof NumbersOutcome.Listed);
  }

  /// Whom nothing is told here.
  private record Nobody() implements LineListener {
    @Override
    public Heard hear(LineEvent event) {
      return new Heard.NotOurs();
    }

    @Override
    public void acknowledged(List<UUID> kept) {}
  }
}
