package dev.tandem.media.turn;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.tandem.media.stun.Attribute;
import dev.tandem.media.stun.ChannelNumber;
import dev.tandem.media.stun.Data;
import dev.tandem.media.stun.ErrorCode;
import dev.tandem.media.stun.Integrity;
import dev.tandem.media.stun.IntegrityKey;
import dev.tandem.media.stun.MessageClass;
import dev.tandem.media.stun.MessageType;
import dev.tandem.media.stun.Method;
import dev.tandem.media.stun.Nonce;
import dev.tandem.media.stun.Reading;
import dev.tandem.media.stun.Realm;
import dev.tandem.media.stun.RequestedTransport;
import dev.tandem.media.stun.StunMessage;
import dev.tandem.media.stun.StunParser;
import dev.tandem.media.stun.StunWriter;
import dev.tandem.media.stun.TransactionId;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.stun.Username;
import dev.tandem.media.stun.XorPeerAddress;
import dev.tandem.media.stun.XorRelayedAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A client on a [Scene]: it authenticates as a browser does, and reads the answers.
final class Client {

  private final Scene scene;
  private final TransportAddress address;
  private final String username;
  private final IntegrityKey key;
  private final Integrity integrity = new Integrity();
  private final StunWriter writer = new StunWriter(ByteBuffer.allocate(2_048), integrity);
  private String nonce = "";
  private long lastId;

  Client(Scene scene, TransportAddress address, RelayCredentials.Issued credentials) {
    this(scene, address, credentials.username(), credentials.credential());
  }

  Client(Scene scene, TransportAddress address, String username, String password) {
    this(scene, address, username, IntegrityKey.longTerm(username, Scene.REALM, password));
  }

  private Client(Scene scene, TransportAddress address, String username, IntegrityKey key) {
    this.scene = scene;
    this.address = address;
    this.username = username;
    this.key = key;
  }

  TransportAddress address() {
    return address;
  }

  String username() {
    return username;
  }

  String nonce() {
    return nonce;
  }

  Client withNonce(String other) {
    nonce = other;
    return this;
  }

  /// The same user at another address.
  Client at(TransportAddress other) {
    return new Client(scene, other, username, key);
  }

  /// Another user at the same address, as after a change of credentials.
  Client as(RelayCredentials.Issued credentials) {
    return new Client(scene, address, credentials);
  }

  /// Asks for an allocation and answers its relayed port.
  @CanIgnoreReturnValue
  int allocate(Attribute... more) {
    StunMessage answer = ask(Method.ALLOCATE, withTransport(more));
    ErrorCode error = answer.first(ErrorCode.class);
    if (error != null) {
      throw new AssertionError("Allocate answered " + error);
    }
    return Objects.requireNonNull(answer.first(XorRelayedAddress.class)).address().port();
  }

  /// Asks for an allocation and answers the error's code; 0 without one.
  int allocateError(Attribute... more) {
    return code(ask(Method.ALLOCATE, withTransport(more)));
  }

  int permit(TransportAddress... peers) {
    Attribute[] named = List.of(peers).stream().map(XorPeerAddress::new).toArray(Attribute[]::new);
    return code(ask(Method.CREATE_PERMISSION, named));
  }

  int bind(int number, TransportAddress peer) {
    return code(ask(Method.CHANNEL_BIND, new ChannelNumber(number), new XorPeerAddress(peer)));
  }

  /// A request with good credentials; a challenge is taken up once.
  StunMessage ask(Method method, Attribute... attributes) {
    if (nonce.isEmpty()) {
      challenge();
    }
    return exchange(request(method, nextId(), attributes));
  }

  /// Gets a nonce by an Allocate without credentials.
  void challenge() {
    StunMessage answer =
        exchange(unsigned(Method.ALLOCATE, MessageClass.REQUEST, new RequestedTransport(17)));
    nonce = Objects.requireNonNull(answer.first(Nonce.class)).value();
  }

  byte[] request(Method method, TransactionId id, Attribute... attributes) {
    writer.begin(new MessageType(method, MessageClass.REQUEST), id);
    for (Attribute attribute : attributes) {
      writer.add(attribute);
    }
    writer.add(new Username(username)).add(new Realm(Scene.REALM)).add(new Nonce(nonce));
    return Scene.bytes(writer.integrity(key).finish());
  }

  byte[] unsigned(Method method, MessageClass kind, Attribute... attributes) {
    writer.begin(new MessageType(method, kind), nextId());
    for (Attribute attribute : attributes) {
      writer.add(attribute);
    }
    return Scene.bytes(writer.finish());
  }

  /// Sends a request and reads the one answer; an answer to a signed request must be signed.
  StunMessage exchange(byte[] request) {
    int before = scene.toClients.size();
    scene.fromClient(address, request);
    if (scene.toClients.size() != before + 1) {
      throw new AssertionError("No answer, but " + scene.drops);
    }
    StunMessage answer = read(scene.lastToClient().bytes());
    int code = code(answer);
    boolean challenged = code == 401 || code == 438 || code == 400;
    if (read(request).integrityAt() >= 0 && !challenged && !integrity.holds(answer, key)) {
      throw new AssertionError("The answer is not signed: " + answer.type());
    }
    return answer;
  }

  void send(TransportAddress peer, String text) {
    scene.fromClient(
        address,
        unsigned(
            Method.SEND,
            MessageClass.INDICATION,
            new XorPeerAddress(peer),
            new Data(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))));
  }

  void channelData(int number, String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(4 + payload.length);
    frame.putShort((short) number).putShort((short) payload.length).put(payload);
    scene.fromClient(address, frame.array());
  }

  TransactionId nextId() {
    return new TransactionId(1, ++lastId);
  }

  static StunMessage read(byte[] bytes) {
    if (StunParser.parse(ByteBuffer.wrap(bytes)) instanceof Reading.Read(var message)) {
      return message;
    }
    throw new AssertionError("The server's answer is no STUN");
  }

  static int code(StunMessage answer) {
    ErrorCode error = answer.first(ErrorCode.class);
    return error == null ? 0 : error.code();
  }

  private static Attribute[] withTransport(Attribute... more) {
    Attribute[] all = new Attribute[more.length + 1];
    all[0] = new RequestedTransport(RequestedTransport.UDP);
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }
}
