package dev.tandem.gateway.it;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;

/// Texts that a carrier brings: 32 connections over TLS, each posting one signed webhook after the
/// other and waiting for its 200, which says that the text is sealed and committed; beside as many
/// clients of pgbench that insert a plain row on the same server. Rounds in turn, medians, ratio.
///
/// `mvn -Pbench -DskipTests -Dweb.skip -pl gateway -am verify
/// -Dbench.class=dev.tandem.gateway.it.InboundBench`
public final class InboundBench {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int SECONDS = Integer.getInteger("bench.seconds", 5);
  private static final int PEOPLE = 900;

  private final Demo demo;
  private final AtomicLong sids = new AtomicLong();

  private InboundBench(Demo demo) {
    this.demo = demo;
  }

  /// Runs all of it; takes about a minute and a half.
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("tandem-inbound-bench");
    try (Demo demo = Demo.start(directory, Map.of())) {
      InboundBench bench = new InboundBench(demo);
      Optional<PlainInserts> peer = PlainInserts.on(demo.data());
      for (int i = 0; i < 4; i++) {
        System.out.printf("warming up: %,.0f a second%n", bench.round());
      }
      List<Double> ours = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        if (peer.isPresent()) {
          peer.get().rate(CONNECTIONS, SECONDS).ifPresent(theirs::add);
        }
        ours.add(bench.round());
      }
      double our = median(ours);
      System.out.printf("%-52s %10s %10s %7s  %s%n", "", "ours", "pgbench", "ratio", "goal");
      if (theirs.isEmpty()) {
        System.out.printf("%-52s %,10.0f   (no pgbench here)%n", "webhooks a second", our);
      } else {
        double their = median(theirs);
        System.out.printf(
            "%-52s %,10.0f %,10.0f %7.2f  >= 1.0 %s%n",
            "webhooks over TLS committed a second, 32 connections",
            our,
            their,
            our / their,
            our >= their ? "holds" : "MISSED");
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  /// Texts a second of one round; those that are posted are written and signed before.
  private double round() throws Exception {
    AtomicLong answered = new AtomicLong();
    long[] end = new long[1];
    List<List<byte[]>> requests = new ArrayList<>();
    int each = Integer.getInteger("bench.each", 1_500) * SECONDS / 5;
    for (int i = 0; i < CONNECTIONS; i++) {
      List<byte[]> mine = new ArrayList<>();
      for (int j = 0; j < each; j++) {
        mine.add(request());
      }
      requests.add(mine);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<SSLSocket> sockets = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        URI at = demo.baseUrl();
        SSLSocket socket =
            (SSLSocket)
                demo.client()
                    .sslContext()
                    .getSocketFactory()
                    .createSocket(at.getHost(), at.getPort());
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        sockets.add(socket);
      }
      long start = System.nanoTime();
      end[0] = start + SECONDS * 1_000_000_000L;
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        SSLSocket socket = sockets.get(i);
        List<byte[]> mine = requests.get(i);
        all.add(
            threads.submit(
                () -> {
                  post(socket, mine, end[0], answered);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      for (SSLSocket socket : sockets) {
        socket.close();
      }
      return answered.get() / seconds;
    }
  }

  private static void post(SSLSocket socket, List<byte[]> requests, long end, AtomicLong answered)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
    for (byte[] request : requests) {
      if (System.nanoTime() > end) {
        return;
      }
      out.write(request);
      readAnswer(in);
      answered.incrementAndGet();
    }
  }

  /// Reads one answer to its end; anything but 200 is an error.
  private static void readAnswer(InputStream in) throws IOException {
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("answered " + status);
    }
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the gateway hung up");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private byte[] request() {
    long number = sids.incrementAndGet();
    Webhook text =
        new Webhook(
            "SM%032x".formatted(number),
            "+1202555%04d".formatted(1000 + number % PEOPLE),
            demo.number(0),
            "are we still on for the viewing at three? number " + number);
    URI url = demo.baseUrl().resolve(text.path(demo));
    SignedForm form = new SignedForm(url, text.form(demo));
    HttpRequest request = form.request(demo);
    String body = form.body();
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(url.getPath()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getAuthority()).append("\r\n");
    request
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    head.append("Content-Length: ").append(body.length()).append("\r\n\r\n");
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }
}
