package dev.tandem.media.relay;

import dev.tandem.media.relay.NioPorts.RelayedPort;
import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// The loop of clients that come over TCP and TLS, with a machine and relayed ports of its own, so
/// that a handshake never holds up voice over UDP. Towards peers it speaks UDP.
final class StreamLoop extends RelayLoop {

  private static final int MAX_BURST = 64;
  private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A connection without an allocation is closed after so long.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final String[] TLS_VERSIONS = {"TLSv1.3"};

  private record Door(ServerSocketChannel channel, StreamListener listener) {}

  private final Selector selector;
  private final List<InetSocketAddress> addresses = new ArrayList<>();
  private final NioPorts ports;
  private final Map<TransportAddress, StreamConnection> connections = new HashMap<>();
  private final Consumer<SelectionKey> ready = this::ready;
  private final UnaryOperator<ByteBuffer> copied;
  private final int mostConnections;
  private final int longest;
  private long sweptAt;

  private StreamLoop(LoopSettings settings, SecureRandom random, Meter meter, Selector selector) {
    super(settings, random, meter, NioPorts.keepWhole());
    this.selector = selector;
    ports = new NioPorts(selector, settings, meter, random.nextInt());
    copied = ports::copied;
    mostConnections = settings.relay().limits().allocations();
    longest = settings.relay().limits().packetBytes();
  }

  static StreamLoop open(LoopSettings settings, Meter meter) throws IOException {
    Selector selector = Selector.open();
    StreamLoop loop = new StreamLoop(settings, new SecureRandom(), meter, selector);
    try {
      for (StreamListener listener : settings.relay().streams()) {
        loop.listen(listener);
      }
      return loop;
    } catch (IOException | RuntimeException e) {
      loop.closeAll();
      throw e;
    }
  }

  private void listen(StreamListener listener) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(listener.listen());
      channel.register(selector, SelectionKey.OP_ACCEPT, new Door(channel, listener));
      addresses.add((InetSocketAddress) channel.getLocalAddress());
    } catch (IOException | RuntimeException e) {
      NioPorts.closeQuietly(channel);
      throw e;
    }
  }

  @Override
  List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  void wake() {
    selector.wakeup();
  }

  @Override
  void round(long timeoutMillis) throws IOException {
    // Connections that never ask for anything are looked for once a second.
    long sweep = TimeUnit.NANOSECONDS.toMillis(SWEEP_NANOS);
    boolean soon = timeoutMillis > 0 && timeoutMillis < sweep;
    if (inbox.sleep()) {
      selector.select(ready, connections.isEmpty() || soon ? timeoutMillis : sweep);
    } else {
      selector.selectNow(ready);
    }
    inbox.awake();
    tellWallClock(now());
    int _ = fromNeighbours(now(), MAX_BURST, copied);
    if (now() - sweptAt > SWEEP_NANOS) {
      sweep();
    }
  }

  private void ready(SelectionKey key) {
    tellWallClock(now());
    if (key.attachment() instanceof RelayedPort port) {
      fromPeers(ports, port, MAX_BURST);
    } else if (key.attachment() instanceof Door door) {
      accept(door);
    } else if (key.attachment() instanceof StreamConnection connection) {
      serve(key, connection);
    }
  }

  private void accept(Door door) {
    SocketChannel channel = null;
    try {
      channel = door.channel().accept();
      if (channel == null) {
        return;
      }
      TransportAddress client = TransportAddress.of((InetSocketAddress) channel.getRemoteAddress());
      if (connections.size() >= mostConnections || connections.containsKey(client)) {
        NioPorts.closeQuietly(channel);
        return;
      }
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      StreamConnection connection =
          new StreamConnection(key, client, now(), engine(door.listener()));
      key.attach(connection);
      connections.put(client, connection);
    } catch (IOException | RuntimeException e) {
      meter.drop(Drop.SOCKET_ERROR);
      NioPorts.closeQuietly(channel);
    }
  }

  private static @Nullable SSLEngine engine(StreamListener listener) {
    if (listener.tls().isEmpty()) {
      return null;
    }
    SSLEngine engine = listener.tls().get().get().createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(TLS_VERSIONS);
    return engine;
  }

  private void serve(SelectionKey key, StreamConnection connection) {
    try {
      if (key.isWritable()) {
        connection.flush();
      }
      if (key.isReadable()) {
        connection.read();
        if (!frames(connection)) {
          end(connection);
        }
      }
    } catch (IOException | RuntimeException e) {
      end(connection);
    }
  }

  /// Hands every whole frame to the machine; false when the stream is none of STUN's.
  private boolean frames(StreamConnection connection) {
    ByteBuffer in = connection.in().flip();
    int length = StreamFrames.length(in, longest);
    while (length > 0 && in.remaining() >= length) {
      ByteBuffer frame = in.slice(in.position(), length);
      in.position(in.position() + length);
      handle(connection.client(), ports.copied(frame));
      length = StreamFrames.length(in, longest);
    }
    in.compact();
    return length != StreamFrames.BROKEN;
  }

  private void end(StreamConnection connection) {
    if (connections.remove(connection.client(), connection)) {
      NioPorts.closeQuietly(connection.channel());
      machine.gone(connection.client(), this);
    }
  }

  private void sweep() {
    sweptAt = now();
    List<StreamConnection> idle =
        connections.values().stream()
            .filter(connection -> sweptAt - connection.since() > PATIENCE_NANOS)
            .filter(connection -> !machine.serves(connection.client()))
            .toList();
    idle.forEach(this::end);
  }

  @Override
  public boolean open(Family family, int port) {
    return ports.open(family, port);
  }

  @Override
  public void close(Family family, int port) {
    ports.close(family, port);
  }

  @Override
  public void toClient(TransportAddress client, ByteBuffer datagram) {
    StreamConnection connection = connections.get(client);
    if (connection == null) {
      meter.drop(Drop.NO_ALLOCATION);
      return;
    }
    int bytes = datagram.remaining();
    try {
      if (connection.send(datagram)) {
        meter.toClients.count(bytes);
      } else {
        meter.drop(Drop.SEND_BUFFER_FULL);
      }
    } catch (IOException | RuntimeException e) {
      // Reading it will end it, in its turn.
      meter.drop(Drop.SOCKET_ERROR);
    }
  }

  @Override
  public void toPeer(int port, TransportAddress peer, ByteBuffer datagram, boolean whole) {
    ports.send(port, peer, datagram, whole);
  }

  @Override
  void closeAll() {
    for (SelectionKey key : selector.keys()) {
      NioPorts.closeQuietly(key.channel());
    }
    NioPorts.closeQuietly(selector);
  }
}
