package dev.tandem.gateway.relay;

import dev.tandem.gateway.config.RelayElsewhere;
import dev.tandem.gateway.relay.RelayProbe.Answer;
import dev.tandem.media.turn.RelayCredentials;
import dev.tandem.media.turn.SharedSecret;
import dev.tandem.storage.seal.Secret;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The relays of an installation whose relays are processes of their own: which of them work, which
/// of them a device is given, and that all of them hear who was signed out.
///
/// *Nearest* is what the operator says it is (`priority`); of equals a device keeps to the same
/// one, so that the calls are shared out. A device is given the best two that work: its browser
/// allocates at both and its call goes on looking by itself when one of them is away.
public final class RelayFleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayFleet.class);

  /// How many of the relays that work a device is given.
  static final int HANDED_OUT = 2;

  private static final Duration PROBE_EVERY = Duration.ofSeconds(2);
  private static final Duration PROBE_LIFE = Duration.ofMinutes(1);

  /// How long a start waits to know how the relays are; one that does not answer costs no more.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

  /// What is known of one relay.
  ///
  /// @param number from 1, in the order of the setting
  /// @param draining whether it sends new calls elsewhere because somebody asked it to stop
  /// @param heard whether it has been told of every device that was signed out
  /// @param detail for an operator; names no address
  public record Sight(
      int number,
      String region,
      boolean works,
      boolean draining,
      boolean heard,
      Duration roundTrip,
      String detail) {}

  private final List<FarRelay> relays;
  private final SharedSecret secret;
  private final InstantSource clock;
  private final String probeSubject;
  private final Revocations revocations;
  private final HttpClient client;
  private final CountDownLatch looked;
  private volatile boolean stopping;

  private RelayFleet(
      List<RelayElsewhere> places,
      Secret<String> shared,
      Duration life,
      InstantSource clock,
      RandomGenerator random) {
    this.clock = clock;
    secret = SharedSecret.of(shared.reveal().getBytes(StandardCharsets.UTF_8));
    probeSubject = "probe-" + HexFormat.of().toHexDigits(random.nextLong());
    revocations = new Revocations(life, clock);
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    ControlSeal seal = new ControlSeal(shared);
    List<FarRelay> all = new ArrayList<>();
    for (RelayElsewhere place : places) {
      all.add(
          new FarRelay(place, new RevocationTeller(place.control(), seal, revocations, client)));
    }
    relays = List.copyOf(all);
    looked = new CountDownLatch(relays.size());
  }

  /// What makes their credentials.
  public SharedSecret secret() {
    return secret;
  }

  /// Begins to watch them, and waits a moment to know how they are.
  ///
  /// @param life of a credential: so long a device that was signed out must be remembered
  public static RelayFleet start(
      List<RelayElsewhere> places,
      Secret<String> shared,
      Duration life,
      InstantSource clock,
      RandomGenerator random) {
    RelayFleet fleet = new RelayFleet(places, shared, life, clock, random);
    for (FarRelay relay : fleet.relays) {
      Thread _ = Thread.ofVirtual().name("relay-probe").start(() -> fleet.watch(relay));
      Thread _ = Thread.ofVirtual().name("relay-teller").start(relay.teller());
    }
    try {
      boolean _ = fleet.looked.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return fleet;
  }

  private void watch(FarRelay relay) {
    RelayProbe probe = new RelayProbe();
    boolean first = true;
    try {
      while (!stopping) {
        Answer before = relay.found().answer();
        relay.look(
            probe,
            () -> RelayCredentials.issue(secret, probeSubject, clock.instant().plus(PROBE_LIFE)));
        Answer now = relay.found().answer();
        if (first || before != now) {
          LOG.info("Relay {}: {}", number(relay), now.detail());
        }
        if (first) {
          first = false;
          looked.countDown();
        }
        Thread.sleep(PROBE_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int number(FarRelay relay) {
    return relays.indexOf(relay) + 1;
  }

  /// How clients name the relays that `subject` is to use, best first. While no relay works all are
  /// named: what this gateway cannot reach a browser still may.
  public List<String> urls(String subject) {
    List<FarRelay> all = inOrder(subject);
    List<FarRelay> working =
        all.stream()
            .filter(relay -> relay.found().answer() == Answer.WORKS)
            .limit(HANDED_OUT)
            .toList();
    List<FarRelay> named = working.isEmpty() ? all : working;
    List<String> urls = new ArrayList<>(named.getFirst().urls());
    named.stream().skip(1).forEach(spare -> urls.addAll(spare.spareUrls()));
    return List.copyOf(urls);
  }

  /// By priority; of equals each subject has an order of its own, which does not change when
  /// another relay comes or goes (rendezvous hashing).
  private List<FarRelay> inOrder(String subject) {
    return relays.stream()
        .sorted(
            Comparator.comparingInt((FarRelay relay) -> relay.place().priority())
                .thenComparingInt(relay -> rank(subject, relay.place())))
        .toList();
  }

  private static int rank(String subject, RelayElsewhere place) {
    int hash = (subject + "\n" + place.host() + ":" + place.port()).hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
    return hash ^ (hash >>> 16);
  }

  /// Ends what `subject` holds at every relay, as soon as each hears of it.
  public void revoke(String subject) {
    Instant now = clock.instant();
    revocations.add(subject, now);
    relays.forEach(relay -> relay.teller().revoke(subject));
  }

  /// How they are, in the order of the setting. Does not block.
  public List<Sight> sights() {
    return relays.stream().map(this::sight).toList();
  }

  private Sight sight(FarRelay relay) {
    RelayProbe.Finding found = relay.found();
    return new Sight(
        number(relay),
        relay.place().region(),
        found.answer() == Answer.WORKS,
        found.answer() == Answer.DRAINS,
        relay.teller().heard(),
        found.roundTrip(),
        found.answer().detail());
  }

  @Override
  public void close() {
    stopping = true;
    relays.forEach(relay -> relay.teller().stop());
    client.shutdownNow();
  }
}
