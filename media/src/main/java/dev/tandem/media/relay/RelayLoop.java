package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.Sink;
import dev.tandem.media.turn.TurnServer;
import dev.tandem.media.turn.TurnSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread and the machine it owns: it waits for sockets and for the machine's deadline, feeds
/// what arrives, carries out orders of other threads, and ends by closing everything.
///
/// Nothing here is shared but the counters, the queue of orders, the wish to stop, and what other
/// loops hand over. How sockets are waited for, read and written is the subclass's: [LinuxLoop] or,
/// everywhere, [NioLoop].
abstract class RelayLoop implements Sink, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
  private static final long WALL_CLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  final TurnServer machine;
  final Meter meter;
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  final Handover inbox;
  private final Neighbours neighbours;
  private final long origin;
  private long wallToldAt = -WALL_CLOCK_NANOS;
  private boolean defectLogged;
  private volatile boolean stopping;
  private volatile boolean ended;

  /// @param keepsWhole whether its sockets know the don't-fragment bit
  RelayLoop(LoopSettings settings, SecureRandom random, Meter meter, boolean keepsWhole) {
    this.meter = meter;
    origin = settings.origin();
    neighbours = settings.neighbours();
    TurnSettings turn = settings.relay().turn(settings.shares(), settings.policy(), keepsWhole);
    machine = new TurnServer(turn, settings.common(), random);
    inbox = new Handover(settings.relay().limits().packetBytes(), this::wake);
    neighbours.add(settings.shares().own(), inbox);
    thread = Thread.ofPlatform().name("relay-" + settings.number()).daemon().unstarted(this);
  }

  /// Waits for sockets, that long at most, and handles what arrived.
  ///
  /// @param timeoutMillis 0 waits for ever
  abstract void round(long timeoutMillis) throws IOException;

  /// Ends the wait of a round; any thread may call it, also after the end.
  abstract void wake();

  /// Closes every socket.
  abstract void closeAll();

  /// Where clients reach it, in the order of the settings.
  abstract List<InetSocketAddress> addresses();

  void start() {
    thread.start();
  }

  boolean running() {
    return thread.isAlive();
  }

  /// What another thread wants of the machine.
  ///
  /// @param done completes when it was carried out
  private record Order(Consumer<TurnServer> work, CompletableFuture<@Nullable Void> done) {}

  /// Has the loop's own thread do something with the machine, soon; the result completes then. A
  /// loop that has ended holds nothing any more, and does nothing.
  CompletableFuture<@Nullable Void> order(Consumer<TurnServer> work) {
    Order order = new Order(work, new CompletableFuture<>());
    orders.add(order);
    wake();
    if (ended) {
      leaveOrders();
    }
    return order.done();
  }

  void close() {
    stopping = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        round(untilDeadline());
        carryOut();
        machine.expire(now(), this);
        meter.allocations(machine.allocations(), machine.allocationsMade());
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("The relay cannot go on and ends; restart the process", e);
    } finally {
      closeAll();
      ended = true;
      leaveOrders();
      meter.allocations(0, machine.allocationsMade());
    }
  }

  private void carryOut() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      order.work().accept(machine);
      order.done().complete(null);
    }
  }

  private void leaveOrders() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      order.done().complete(null);
    }
  }

  /// Hands a client's datagram to the machine.
  final void handle(TransportAddress client, ByteBuffer datagram) {
    meter.fromClients.count(datagram.remaining());
    try {
      machine.fromClient(now(), client, datagram, this);
    } catch (RuntimeException e) {
      defect(e);
    }
  }

  /// Hands what waits at a relayed port to the machine, at most so much.
  final void fromPeers(NioPorts ports, NioPorts.RelayedPort port, int most) {
    for (int i = 0; i < most && port.channel().isOpen(); i++) {
      InetSocketAddress from = ports.receive(port.channel());
      if (from == null) {
        return;
      }
      ByteBuffer datagram = ports.filled();
      meter.fromPeers.count(datagram.remaining());
      try {
        machine.fromPeer(now(), port.port(), ports.book().value(from), datagram, this);
      } catch (RuntimeException e) {
        defect(e);
      }
    }
  }

  /// Takes what other loops handed over, so much at most; answers how much that was.
  ///
  /// @param room where the packets are copied to: a buffer with a packet between its position and
  ///   limit, and room around it
  final int fromNeighbours(long now, int most, UnaryOperator<ByteBuffer> room) {
    int taken = 0;
    while (taken < most && inbox.waits()) {
      ByteBuffer packet = room.apply(inbox.packet());
      TransportAddress from = inbox.from();
      Handover.Kind kind = inbox.kind();
      int port = inbox.port();
      inbox.next();
      try {
        switch (kind) {
          case ACROSS -> machine.fromPeer(now, port, from, packet, this);
          case FORWARDED -> machine.forwarded(now, from, packet, this);
        }
      } catch (RuntimeException e) {
        defect(e);
      }
      taken++;
    }
    return taken;
  }

  @Override
  public void straight(int bytes) {
    meter.straight.count(bytes);
  }

  @Override
  public void across(TransportAddress from, TransportAddress to, ByteBuffer payload) {
    hand(Handover.Kind.ACROSS, to.port(), from, payload);
  }

  @Override
  public void forward(int port, TransportAddress client, ByteBuffer datagram) {
    hand(Handover.Kind.FORWARDED, port, client, datagram);
  }

  private void hand(Handover.Kind kind, int port, TransportAddress from, ByteBuffer packet) {
    Handover to = neighbours.of(port);
    if (to == null || !to.put(kind, port, from, packet)) {
      meter.drop(Drop.NEIGHBOUR_BUSY);
    }
  }

  @Override
  public void dropped(Drop reason, int bytes) {
    meter.drop(reason);
  }

  /// Monotonic nanoseconds since the relay's origin.
  final long now() {
    return System.nanoTime() - origin;
  }

  final void tellWallClock(long now) {
    if (now - wallToldAt >= WALL_CLOCK_NANOS) {
      wallToldAt = now;
      machine.wallClock(Instant.now());
    }
  }

  /// One datagram is lost, and the first such defect is told: what it carried must not reach a log.
  final void defect(RuntimeException e) {
    meter.drop(Drop.DEFECT);
    if (!defectLogged) {
      defectLogged = true;
      LOG.error(
          "A datagram met a defect in the relay and was dropped; later ones are only counted: {} at"
              + " {}",
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
    }
  }

  private long untilDeadline() {
    long deadline = machine.deadline();
    if (deadline == TurnServer.NEVER) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - now()) + 1);
  }
}
