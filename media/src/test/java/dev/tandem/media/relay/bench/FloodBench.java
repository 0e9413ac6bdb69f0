package dev.tandem.media.relay.bench;

import dev.tandem.media.relay.TurnClient;
import dev.tandem.media.relay.linux.Departure;
import dev.tandem.media.relay.linux.LinuxSocket;
import dev.tandem.media.stun.IpAddress;
import dev.tandem.media.stun.TransportAddress;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How long one user's Allocate takes while another floods, and what the flood leaves on the heap.
///
/// Our relay with its usual limits, a process of its own, on loopback. Each flood lasts
/// `-Dbench.seconds=10`; meanwhile a user with a new device each time allocates 20 times a second:
/// a request, its challenge, and the request again with credentials.
public final class FloodBench {

  private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
  private static final int SENDERS = 64;
  private static final long PAUSE_NANOS = 50_000_000;

  /// What is sent, a second and by one sender after the other.
  private enum Flood {
    NOTHING(0),
    ALLOCATES_OF_ONE_USER(10_000),
    UNSIGNED_ALLOCATES(10_000),
    WRONG_PASSWORDS(10_000),
    JUNK(50_000);

    private final int rate;

    Flood(int rate) {
      this.rate = rate;
    }
  }

  private FloodBench() {}

  public static void main(String[] arguments) throws Exception {
    try (Contender relay = Contender.oursWithUsualLimits(19_010)) {
      System.out.printf(
          Locale.ROOT,
          "%-24s %8s %9s %9s %9s %6s %9s %9s %6s%n",
          "flood",
          "sent/s",
          "p50 ms",
          "p99 ms",
          "max ms",
          "lost",
          "heap kB",
          "after kB",
          "CPU %");
      victim(relay, new AtomicBoolean(true), 400);
      for (Flood flood : Flood.values()) {
        measure(relay, flood);
      }
    }
  }

  private static void measure(Contender relay, Flood flood) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    AtomicLong sent = new AtomicLong();
    Thread flooder = Thread.ofPlatform().start(() -> flood(relay, flood, going, sent));
    long before = relay.heldBytes();
    double cpu = relay.cpuSeconds();
    List<Double> millis = victim(relay, going, SECONDS * 20);
    double used = relay.cpuSeconds() - cpu;
    going.set(false);
    flooder.join();
    long after = relay.heldBytes();
    List<Double> answered = millis.stream().filter(each -> each >= 0).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-24s %8d %9.2f %9.2f %9.2f %6d %9d %9d %6.0f%n",
        flood.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        sent.get() / SECONDS,
        at(answered, 0.5),
        at(answered, 0.99),
        at(answered, 1),
        millis.size() - answered.size(),
        before / 1_024,
        after / 1_024,
        100 * used / SECONDS);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.isEmpty() ? Double.NaN : sorted.get((int) ((sorted.size() - 1) * share));
  }

  /// Milliseconds of each Allocate; -1 for one without an answer.
  private static List<Double> victim(Contender relay, AtomicBoolean going, int times)
      throws Exception {
    List<Double> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < times && going.get(); i++) {
      RelayCredentials.Issued device =
          RelayCredentials.issue(
              SharedSecret.of(Contender.SECRET.getBytes(StandardCharsets.US_ASCII)),
              "other-" + System.nanoTime(),
              Instant.now().plusSeconds(600));
      long asked = System.nanoTime();
      try (TurnClient client = new TurnClient(relay.address(), device)) {
        TransportAddress _ = client.allocate();
        all.add((System.nanoTime() - asked) / 1e6);
        client.end();
      } catch (SocketTimeoutException e) {
        all.add(-1.0);
      }
      while (System.nanoTime() < start + (i + 1) * PAUSE_NANOS) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return all;
  }

  private static void flood(Contender relay, Flood flood, AtomicBoolean going, AtomicLong sent) {
    try (Arena arena = Arena.ofConfined()) {
      Departure departure = new Departure(arena, 2_048);
      Flooder[] senders = new Flooder[SENDERS];
      TransportAddress to = TransportAddress.of(relay.address());
      for (int i = 0; i < SENDERS; i++) {
        TransportAddress own = new TransportAddress(IpAddress.v4(0x7f020001 + i), 0);
        senders[i] =
            new Flooder(LinuxSocket.bound(own), to, departure, flood == Flood.WRONG_PASSWORDS);
      }
      Random random = new Random(1);
      byte[] junk = new byte[100];
      long start = System.nanoTime();
      while (going.get()) {
        long due = (long) ((System.nanoTime() - start) / 1e9 * flood.rate);
        for (int burst = 0; sent.get() < due && burst < 64; burst++) {
          Flooder sender = senders[(int) (sent.getAndIncrement() % SENDERS)];
          switch (flood) {
            case NOTHING -> throw new AssertionError("Nothing is due");
            case ALLOCATES_OF_ONE_USER, WRONG_PASSWORDS -> sender.allocate(true);
            case UNSIGNED_ALLOCATES -> sender.allocate(false);
            case JUNK -> {
              random.nextBytes(junk);
              sender.send(ByteBuffer.wrap(junk));
            }
          }
        }
        if (flood == Flood.NOTHING) {
          LockSupport.parkNanos(1_000_000);
        }
      }
      for (Flooder sender : senders) {
        sender.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("The flood has no sockets", e);
    }
  }
}
