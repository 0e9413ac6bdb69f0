package dev.tandem.messaging.receive;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.messaging.Office;
import dev.tandem.messaging.RealStorage;
import dev.tandem.messaging.carrier.Carriers;
import dev.tandem.messaging.carrier.fake.FakeSmsc;
import dev.tandem.messaging.carrier.smpp.SmppCarrier;
import dev.tandem.messaging.carrier.smpp.SmppSettings;
import dev.tandem.messaging.text.Gsm7;
import dev.tandem.messaging.text.PhoneNumber;
import dev.tandem.storage.Ids;
import dev.tandem.storage.Storage;
import dev.tandem.storage.WorkspaceId;
import dev.tandem.storage.message.Conversations;
import dev.tandem.storage.message.Direction;
import dev.tandem.storage.message.Encoding;
import dev.tandem.storage.message.Message;
import dev.tandem.storage.message.MessageState;
import dev.tandem.storage.message.Messages;
import dev.tandem.storage.message.NewMessage;
import dev.tandem.storage.seal.Personal;
import dev.tandem.storage.seal.Secret;
import dev.tandem.storage.workspace.CarrierAccounts;
import dev.tandem.storage.workspace.Numbers;
import java.io.ByteArrayOutputStream;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: what an SMSC brings is stored before it is acknowledged, once, whole and in order; and its
/// receipts settle our texts. Method: an SMSC on loopback against a real store; it cuts the
/// connection, repeats, brings parts in any order, and writes ids in its own way.
@ExtendWith(RealStorage.class)
class TextComesOverALineOnceTest {
  private static final String THEIRS = "+12025550123";
  private static final byte DEFAULT = 0;
  private static final byte UCS2 = 8;

  private final FakeSmsc smsc = new FakeSmsc("tandem", "right");
  private Storage storage;
  private Office office;
  private Lines lines;

  @BeforeEach
  void open(RealStorage.Opened real) throws NoSuchAlgorithmException {
    storage = real.storage();
    office = office(storage, smsc.port());
    lines = lines(Duration.ofMillis(50));
    bound(1);
  }

  private Lines lines(Duration proof) throws NoSuchAlgorithmException {
    SmppSettings settings =
        new SmppSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            proof,
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofMillis(5),
            4,
            SSLContext.getDefault());
    Lines opened = new Lines(storage, new Carriers(List.of(new SmppCarrier(settings))));
    opened.start();
    return opened;
  }

  private static Office office(Storage storage, int port) {
    String id = "tandem@127.0.0.1:" + port;
    PhoneNumber number = new PhoneNumber("+12025550100");
    WorkspaceId workspace = storage.createWorkspace("Office");
    UUID account =
        storage.inWorkspace(
            workspace,
            tx -> {
              UUID made =
                  new CarrierAccounts()
                      .create(
                          tx,
                          Ids.next(),
                          "smpp",
                          id,
                          Secret.of("right"),
                          Optional.empty(),
                          Map.of(
                              "security", Secret.of("plain"),
                              "alphabet", Secret.of("gsm7"),
                              "long_texts", Secret.of("udh")))
                      .orElseThrow()
                      .id();
              if (new Numbers()
                  .create(tx, number.e164(), "Front desk", Optional.of(made))
                  .isEmpty()) {
                throw new AssertionError("a new workspace has no numbers");
              }
              return made;
            });
    return new Office(storage, workspace, Ids.next(), id, "right", account, number);
  }

  private void bound(int times) {
    Office.eventually("bind " + times, () -> smsc.binds() >= times);
  }

  @AfterEach
  void close() {
    lines.close();
    smsc.close();
    storage.inWorkspace(
        office.workspace(), tx -> new CarrierAccounts().remove(tx, office.accountId()));
  }

  private int text(String words) throws Exception {
    return smsc.deliver(THEIRS, office.number().e164(), 0, DEFAULT, Gsm7.unpacked(words));
  }

  private int part(int reference, int total, int place, byte[] words) throws Exception {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) place});
    octets.writeBytes(words);
    return smsc.deliver(THEIRS, office.number().e164(), 0x40, UCS2, octets.toByteArray());
  }

  private int receipt(String id, String state) throws Exception {
    String words = "id:%s sub:001 dlvrd:001 stat:%s err:000 text:".formatted(id, state);
    return smsc.deliver(THEIRS, office.number().e164(), 0x04, DEFAULT, words.getBytes(US_ASCII));
  }

  private List<String> words() {
    return office.messages().stream().map(message -> message.text().value()).toList();
  }

  private int pieces() {
    return storage.inWorkspace(
        office.workspace(),
        tx ->
            tx.sql()
                .one("SELECT count(*)::int AS n FROM tenant.inbound_part", r -> r.getInteger("n"))
                .orElseThrow());
  }

  @Test
  void storedWhenItIsAcknowledged() throws Exception {
    assertEquals(SMPPConstant.STAT_ESME_ROK, text("hello [you]"));
    assertEquals(List.of("hello [you]"), words());
    Message stored = office.messages().getFirst();
    assertEquals(THEIRS, stored.from().value());
    assertEquals(MessageState.RECEIVED, stored.state());
  }

  @Test
  void somebodyMaySayTheSameTwice() throws Exception {
    text("ok");
    text("ok");
    assertEquals(List.of("ok", "ok"), words());
    Office.eventually("everything acknowledged for sure", () -> pieces() == 0);
    smsc.cut();
    bound(2);
    text("ok");
    assertEquals(3, words().size());
  }

  @Test
  void whatWasNotAcknowledgedForSureMayComeAgain() throws Exception {
    lines.close();
    lines = lines(Duration.ofMinutes(5));
    bound(2);
    text("once");
    smsc.cut();
    bound(3);
    assertEquals(SMPPConstant.STAT_ESME_ROK, text("once"));
    assertEquals(List.of("once"), words());
    text("once");
    assertEquals(List.of("once", "once"), words());
  }

  @Test
  void aProcessThatDiedKnowsWhatTheOneBeforeHad() throws Exception {
    lines.close();
    lines = lines(Duration.ofMinutes(5));
    bound(2);
    text("once");
    part(3, 2, 1, "first ".getBytes(UTF_16BE));
    lines.close();
    lines = lines(Duration.ofMillis(50));
    bound(3);
    text("once");
    part(3, 2, 1, "first ".getBytes(UTF_16BE));
    part(3, 2, 2, "second".getBytes(UTF_16BE));
    assertEquals(List.of("once", "first second"), words());
  }

  @Test
  void partsAreJoinedInWhateverOrderTheyCome() throws Exception {
    byte[] all = "Здравствуй 👋 you".getBytes(UTF_16BE);
    int half = "Здравствуй ".length() * 2 + 2;
    part(7, 3, 3, " bye".getBytes(UTF_16BE));
    part(7, 3, 2, Arrays.copyOfRange(all, half, all.length));
    assertEquals(List.of(), words());
    part(7, 3, 2, Arrays.copyOfRange(all, half, all.length));
    part(7, 3, 1, Arrays.copyOf(all, half));
    assertEquals(List.of("Здравствуй 👋 you bye"), words());
    part(7, 3, 3, " bye".getBytes(UTF_16BE));
    assertEquals(1, words().size());
  }

  @Test
  void aPartThatNeverCameIsShownAsAGap() throws Exception {
    part(8, 3, 1, "one".getBytes(UTF_16BE));
    part(8, 3, 3, "three".getBytes(UTF_16BE));
    storage.inWorkspace(
        office.workspace(),
        tx ->
            tx.sql()
                .change(
                    "UPDATE tenant.inbound_part SET arrived_at = arrived_at - interval '2 hours'"));
    new TextParts(storage, new InboundTexts(storage)).tidy(office.workspace(), office.accountId());
    assertEquals(List.of("one" + TextParts.GAP + "three"), words());
  }

  @Test
  void aTextForNobodyHereIsRefusedForGood() throws Exception {
    assertEquals(
        SMPPConstant.STAT_ESME_RX_P_APPN,
        smsc.deliver(THEIRS, "+12025550199", 0, DEFAULT, Gsm7.unpacked("hi")));
    assertEquals(List.of(), words());
  }

  @Test
  void aReceiptSettlesATextHoweverItsIdIsWritten() throws Exception {
    UUID sent = sent(MessageState.SENT, Optional.of("000000A1"));
    assertEquals(SMPPConstant.STAT_ESME_ROK, receipt("161", "DELIVRD"));
    assertEquals(MessageState.DELIVERED, office.message(sent).state());
    assertEquals(SMPPConstant.STAT_ESME_ROK, receipt("161", "ENROUTE"));
    assertEquals(MessageState.DELIVERED, office.message(sent).state());
    assertEquals(SMPPConstant.STAT_ESME_ROK, receipt("unknown-7", "DELIVRD"));
  }

  @Test
  void aDoubtIsSettledByItsReceipt() throws Exception {
    UUID doubtful = sent(MessageState.UNCONFIRMED, Optional.empty());
    assertEquals(SMPPConstant.STAT_ESME_ROK, receipt("B7", "UNDELIV"));
    Message settled = office.message(doubtful);
    assertEquals(MessageState.UNDELIVERED, settled.state());
    assertEquals(Optional.of("B7"), settled.providerId());
  }

  @Test
  void aReceiptThatOvertakesTheAnswerComesAgain() throws Exception {
    UUID sending = sent(MessageState.SENDING, Optional.empty());
    assertEquals(SMPPConstant.STAT_ESME_RX_T_APPN, receipt("B8", "DELIVRD"));
    storage.inWorkspace(
        office.workspace(),
        tx ->
            new Messages()
                .advance(
                    tx,
                    sending,
                    MessageState.SENT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("B8")));
    assertEquals(SMPPConstant.STAT_ESME_ROK, receipt("B8", "DELIVRD"));
    assertEquals(MessageState.DELIVERED, office.message(sending).state());
  }

  private UUID sent(MessageState state, Optional<String> providerId) {
    return storage.inWorkspace(
        office.workspace(),
        tx -> {
          UUID number = new Numbers().byE164(tx, office.number().e164()).orElseThrow().id();
          UUID id = Ids.next();
          Message added =
              new Messages()
                  .append(
                      tx,
                      new NewMessage(
                          id,
                          new Conversations().findOrCreate(tx, number, List.of(THEIRS)),
                          Direction.OUT,
                          Personal.of(office.number().e164()),
                          Personal.of(List.of(THEIRS)),
                          Personal.of("hello"),
                          state,
                          1,
                          Encoding.GSM7,
                          Optional.empty(),
                          Optional.of(office.accountId()),
                          providerId))
                  .message();
          return added.id();
        });
  }
}
