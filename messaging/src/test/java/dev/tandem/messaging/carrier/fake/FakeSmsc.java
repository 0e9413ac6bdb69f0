package dev.tandem.messaging.carrier.fake;

import static java.nio.charset.StandardCharsets.UTF_16BE;

import dev.tandem.messaging.text.Gsm7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;

/// An SMSC on loopback, on jsmpp's server side, with a ledger of what it took.
public final class FakeSmsc implements FakePeer, AutoCloseable {
  private static final int HEADER_OCTETS = 6;

  private record Order(Fault fault, int status) {}

  private final String systemId;
  private final String password;
  private final ServerSocket socket;
  private final SMPPServerSessionListener listener;
  private final AtomicInteger last = new AtomicInteger();
  private final AtomicInteger binds = new AtomicInteger();
  private final List<Taken> ledger = new CopyOnWriteArrayList<>();
  private final List<SubmitSm> submitted = new CopyOnWriteArrayList<>();
  private final Map<String, List<String>> parts = new ConcurrentHashMap<>();
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<SMPPServerSession> session = Optional.empty();

  public FakeSmsc(String systemId, String password) {
    this(systemId, password, ServerSocketFactory.getDefault());
  }

  public FakeSmsc(String systemId, String password, ServerSocketFactory sockets) {
    this.systemId = systemId;
    this.password = password;
    try {
      this.socket = sockets.createServerSocket(0, 16, InetAddress.getLoopbackAddress());
      this.listener = new SMPPServerSessionListener(socket.getLocalPort(), new Listening(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener.setPduProcessorDegree(8);
    Thread.ofVirtual().name("fake-smsc").start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /// How often somebody was let in.
  public int binds() {
    return binds.get();
  }

  @Override
  public List<Taken> ledger() {
    return ledger;
  }

  /// Every submit_sm that came, in order.
  public List<SubmitSm> submitted() {
    return submitted;
  }

  @Override
  public void order(Fault fault) {
    orders.add(new Order(fault, 0));
  }

  @Override
  public void refuse(String code) {
    orders.add(new Order(Fault.NONE, Integer.decode(code)));
  }

  /// Ends the session without taking leave.
  public void cut() {
    session.ifPresent(SMPPServerSession::close);
  }

  /// Brings a deliver_sm; the command_status of the answer.
  public int deliver(String from, String to, int esmClass, byte coding, byte[] octets)
      throws Exception {
    return deliver(from, to, esmClass, coding, octets, new OptionalParameter[0]);
  }

  public int deliver(
      String from,
      String to,
      int esmClass,
      byte coding,
      byte[] octets,
      OptionalParameter... parameters)
      throws Exception {
    try {
      session
          .orElseThrow()
          .deliverShortMessage(
              "",
              TypeOfNumber.INTERNATIONAL,
              NumberingPlanIndicator.ISDN,
              from.substring(1),
              TypeOfNumber.INTERNATIONAL,
              NumberingPlanIndicator.ISDN,
              to.substring(1),
              new ESMClass(esmClass),
              (byte) 0,
              (byte) 0,
              new RegisteredDelivery(0),
              new RawDataCoding(coding),
              octets,
              parameters);
      return SMPPConstant.STAT_ESME_ROK;
    } catch (NegativeResponseException refused) {
      return refused.getCommandStatus();
    }
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        SMPPServerSession next = listener.accept();
        next.setTransactionTimer(20_000);
        next.setMessageReceiverListener(receiver());
        Thread.ofVirtual().start(() -> letIn(next));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void letIn(SMPPServerSession next) {
    try {
      BindRequest request = next.waitForBind(5_000);
      if (!request.getSystemId().equals(systemId)) {
        request.reject(SMPPConstant.STAT_ESME_RINVSYSID);
      } else if (!request.getPassword().equals(password)) {
        request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
      } else {
        request.accept("fake");
        session = Optional.of(next);
        binds.incrementAndGet();
      }
    } catch (Exception gone) {
      next.close();
    }
  }

  /// Answers submit_sm; every other request is none that we send.
  private ServerMessageReceiverListener receiver() {
    return (ServerMessageReceiverListener)
        Proxy.newProxyInstance(
            FakeSmsc.class.getClassLoader(),
            new Class<?>[] {ServerMessageReceiverListener.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "onAcceptSubmitSm" ->
                      submit((SubmitSm) arguments[0], (SMPPServerSession) arguments[1]);
                  case "onAcceptEnquireLink" -> null;
                  default ->
                      throw new ProcessRequestException(
                          "Not here", SMPPConstant.STAT_ESME_RINVCMDID);
                });
  }

  private SubmitSmResult submit(SubmitSm pdu, SMPPServerSession from)
      throws ProcessRequestException, PDUStringException, InterruptedException {
    Order order = Optional.ofNullable(orders.poll()).orElse(new Order(Fault.NONE, 0));
    if (order.status() != 0) {
      throw new ProcessRequestException("As ordered", order.status());
    }
    switch (order.fault()) {
      case BUSY_429 ->
          throw new ProcessRequestException("Throttled", SMPPConstant.STAT_ESME_RTHROTTLED);
      case BUSY_503 ->
          throw new ProcessRequestException("Queue full", SMPPConstant.STAT_ESME_RMSGQFUL);
      case CUT -> {
        from.close();
        throw new ProcessRequestException("Cut", SMPPConstant.STAT_ESME_RSYSERR);
      }
      default -> {}
    }
    String id = take(pdu);
    switch (order.fault()) {
      case TAKE_AND_STAY_SILENT -> closed.await();
      case TAKE_AND_CUT -> from.close();
      default -> {}
    }
    return new SubmitSmResult(
        new MessageId(order.fault() == Fault.TAKE_AND_TALK_NONSENSE ? "" : id),
        new OptionalParameter[0]);
  }

  private String take(SubmitSm pdu) {
    submitted.add(pdu);
    String id = "%08X".formatted(0xA0 + last.incrementAndGet());
    text(pdu)
        .ifPresent(
            text ->
                ledger.add(
                    new Taken(
                        id,
                        "+" + pdu.getSourceAddr(),
                        "+" + pdu.getDestAddress(),
                        text,
                        List.of(),
                        "")));
    return id;
  }

  /// The text, once all of it has come.
  private Optional<String> text(SubmitSm pdu) {
    byte[] octets = pdu.getShortMessage();
    OptionalParameter payload =
        pdu.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD.code());
    if (payload instanceof OptionalParameter.OctetString whole) {
      return Optional.of(words(pdu, whole.getValue()));
    }
    if (pdu.isUdhi()) {
      String words = words(pdu, Arrays.copyOfRange(octets, HEADER_OCTETS, octets.length));
      return joined(pdu, octets[3], octets[4], octets[5], words);
    }
    if (pdu.getOptionalParameter(OptionalParameter.Tag.SAR_MSG_REF_NUM.code())
        instanceof OptionalParameter.Short reference) {
      return joined(
          pdu,
          reference.getValue(),
          one(pdu, OptionalParameter.Tag.SAR_TOTAL_SEGMENTS),
          one(pdu, OptionalParameter.Tag.SAR_SEGMENT_SEQNUM),
          words(pdu, octets));
    }
    return Optional.of(words(pdu, octets));
  }

  private Optional<String> joined(SubmitSm pdu, int reference, int total, int place, String words) {
    List<String> got =
        parts.computeIfAbsent(
            pdu.getDestAddress() + " " + reference,
            _ -> new ArrayList<>(Collections.nCopies(total, "")));
    got.set(place - 1, words);
    return got.contains("") ? Optional.empty() : Optional.of(String.join("", got));
  }

  private static int one(SubmitSm pdu, OptionalParameter.Tag tag) {
    return pdu.getOptionalParameter(tag.code()) instanceof OptionalParameter.Byte value
        ? value.getValue()
        : 0;
  }

  private static String words(SubmitSm pdu, byte[] octets) {
    return pdu.getDataCoding() == 0x08 ? new String(octets, UTF_16BE) : Gsm7.read(octets);
  }

  @Override
  public void close() {
    closed.countDown();
    cut();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// jsmpp's own would listen on every address.
  private record Listening(ServerSocket socket) implements ServerConnectionFactory {
    @Override
    public ServerConnection listen(int port) {
      return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
      return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
      return listen(port);
    }
  }
}
