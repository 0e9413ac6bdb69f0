package dev.tandem.media.relay;

import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.Drop;
import dev.tandem.media.turn.Sink;
import dev.tandem.media.turn.TurnServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread and the machine it owns: it waits for sockets and for the machine's deadline, feeds
/// what arrives, carries out orders of other threads, and ends by closing everything.
///
/// Nothing here is shared but the counters, the queue of orders and the wish to stop. How sockets
/// are waited for, read and written is the subclass's: [LinuxLoop] or, everywhere, [NioLoop].
abstract class RelayLoop implements Sink, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
  private static final long WALL_CLOCK_NANOS = TimeUnit.SECONDS.toNanos(1);

  final TurnServer machine;
  final Meter meter;
  private final Queue<Consumer<TurnServer>> orders = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final long origin = System.nanoTime();
  private long wallToldAt = -WALL_CLOCK_NANOS;
  private boolean defectLogged;
  private volatile boolean stopping;

  RelayLoop(RelaySettings settings, PortShare share, SecureRandom random, Meter meter) {
    this.meter = meter;
    machine =
        new TurnServer(settings.turn(share, settings.peers().denying(OwnAddresses.read())), random);
    thread = Thread.ofPlatform().name("relay").daemon().unstarted(this);
  }

  /// Waits for sockets, that long at most, and handles what arrived.
  ///
  /// @param timeoutMillis 0 waits for ever
  abstract void round(long timeoutMillis) throws IOException;

  /// Ends the wait of a round; any thread may call it, also after the end.
  abstract void wake();

  /// Closes every socket.
  abstract void closeAll();

  /// Where clients reach it.
  abstract InetSocketAddress address();

  void start() {
    thread.start();
  }

  boolean running() {
    return thread.isAlive();
  }

  /// Has the loop's own thread do something with the machine, soon.
  void order(Consumer<TurnServer> order) {
    orders.add(order);
    wake();
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
      meter.allocations(0, machine.allocationsMade());
    }
  }

  private void carryOut() {
    Consumer<TurnServer> order = orders.poll();
    while (order != null) {
      order.accept(machine);
      order = orders.poll();
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

  @Override
  public void straight(int bytes) {
    meter.straight.count(bytes);
  }

  @Override
  public void dropped(Drop reason, int bytes) {
    meter.drop(reason);
  }

  /// Monotonic nanoseconds since the loop was made.
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
          "A datagram met a defect in the relay and was dropped; later ones are only counted: {} at {}",
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
