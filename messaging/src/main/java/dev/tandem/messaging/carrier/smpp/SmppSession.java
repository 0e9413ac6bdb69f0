package dev.tandem.messaging.carrier.smpp;

import dev.tandem.messaging.carrier.LineListener;
import dev.tandem.messaging.carrier.LineListener.Heard;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/// One session with an SMSC, from its bind to its end.
///
/// Requests of the SMSC are worked on one after the other, in its order. What was acknowledged is
/// proven to have been read by the SMSC's answer to something that we asked later, for both go over
/// one connection in order ([#prove]). What was not may come again in the next session.
final class SmppSession implements AutoCloseable {
  /// Slower answers may come after the SMSC has given up waiting, so that it repeats within the
  /// session.
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final SmppAccount account;
  private final LineListener listener;
  private final Wire wire;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<UUID> answered = new ArrayList<>();
  private volatile UUID name = UUID.randomUUID();
  private Optional<UUID> inHand = Optional.empty();

  SmppSession(SmppAccount account, SmppSettings settings, LineListener listener) {
    this.account = account;
    this.listener = listener;
    this.wire = new Wire(account, settings, this::wasAnswered);
    wire.setTransactionTimer(settings.answer().toMillis());
    wire.setEnquireLinkTimer((int) settings.idle().toMillis());
    wire.setPduProcessorDegree(1);
    wire.setMessageReceiverListener(new Ear());
    wire.addSessionStateListener((now, _, _) -> stateChanged(now));
  }

  /// jsmpp's session, with its probe in reach.
  private static final class Wire extends SMPPSession {
    Wire(SmppAccount account, SmppSettings settings, Runnable answered) {
      super(
          new SynchronizedPDUSender(new DefaultPDUSender()) {
            @Override
            public byte[] sendDeliverSmResp(OutputStream out, int status, int sequence, String id)
                throws IOException {
              byte[] written = super.sendDeliverSmResp(out, status, sequence, id);
              answered.run();
              return written;
            }
          },
          new BoundedPduReader(),
          new SmppConnector(account.tls(), settings));
    }

    void probe() throws ResponseTimeoutException, InvalidResponseException, IOException {
      sendEnquireLink();
    }
  }

  /// Connects and binds as a transceiver (section 4.1.5).
  ///
  /// @throws NegativeResponseException when the SMSC does not let us in
  /// @throws IOException when it cannot be reached or does not answer
  void bind(Duration wait) throws NegativeResponseException, IOException {
    try {
      String _ =
          wire.connectAndBind(
              account.host(),
              account.port(),
              new BindParameter(
                  BindType.BIND_TRX,
                  account.systemId(),
                  account.password(),
                  "",
                  TypeOfNumber.UNKNOWN,
                  NumberingPlanIndicator.UNKNOWN,
                  null),
              wait.toMillis());
    } catch (IOException failed) {
      if (failed.getCause() instanceof NegativeResponseException refused) {
        throw refused;
      }
      throw failed;
    }
  }

  boolean bound() {
    return wire.getSessionState() == SessionState.BOUND_TRX;
  }

  /// Hands one part over; the SMSC's id of it.
  ///
  /// @param receipt whether its fate shall be reported
  String submit(String from, String to, SubmitParts.Part part, boolean receipt)
      throws PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          NegativeResponseException,
          IOException {
    return wire.submitShortMessage(
            "",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            digits(from),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            digits(to),
            new ESMClass(part.header() ? 0x40 : 0x00),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(receipt ? 1 : 0),
            (byte) 0,
            new RawDataCoding(part.coding()),
            (byte) 0,
            part.octets().getBytes(),
            part.parameters().toArray(OptionalParameter[]::new))
        .getMessageId();
  }

  /// Waits for the session's end, at most so long; true when it has come.
  boolean awaitEnd(Duration most) throws InterruptedException {
    return over.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Has the SMSC prove that it has read what we acknowledged, and passes that on.
  void prove() throws ResponseTimeoutException, InvalidResponseException, IOException {
    List<UUID> read;
    synchronized (answered) {
      read = List.copyOf(answered);
    }
    if (read.isEmpty()) {
      return;
    }
    wire.probe();
    listener.acknowledged(read);
    synchronized (answered) {
      answered.subList(0, read.size()).clear();
    }
  }

  private void stateChanged(SessionState now) {
    if (now == SessionState.CLOSED || now == SessionState.UNBOUND) {
      over.countDown();
    }
  }

  /// Called by the one thread that hears, after an answer was written.
  private void wasAnswered() {
    inHand.ifPresent(
        id -> {
          synchronized (answered) {
            answered.add(id);
          }
        });
    inHand = Optional.empty();
  }

  private static String digits(String e164) {
    return e164.substring(1);
  }

  @Override
  public void close() {
    wire.unbindAndClose();
    over.countDown();
  }

  private final class Ear implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
      inHand = Optional.empty();
      long began = System.nanoTime();
      Heard heard =
          DeliverSmReader.read(pdu, name, account.alphabet())
              .map(listener::hear)
              .orElseGet(Heard.NotOurs::new);
      if (System.nanoTime() - began > SLOW.toNanos()) {
        name = UUID.randomUUID();
      }
      switch (heard) {
        case Heard.Kept(UUID id) -> inHand = Optional.of(id);
        case Heard.Unused() -> {}
        case Heard.NotOurs() ->
            throw new ProcessRequestException(
                "Nobody here takes it", SMPPConstant.STAT_ESME_RX_P_APPN);
        case Heard.NotNow() ->
            throw new ProcessRequestException("Not now", SMPPConstant.STAT_ESME_RX_T_APPN);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) throws ProcessRequestException {
      throw new ProcessRequestException("Not spoken here", SMPPConstant.STAT_ESME_RINVCMDID);
    }
  }
}
