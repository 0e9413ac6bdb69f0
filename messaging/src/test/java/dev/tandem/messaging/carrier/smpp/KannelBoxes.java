package dev.tandem.messaging.carrier.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.messaging.Office;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Kannel's two processes on loopback: `bearerbox`, which is an SMPP client, and `smsbox`, which
/// takes texts over HTTP.
final class KannelBoxes implements AutoCloseable {
  private static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
  private static final Path SMSBOX = Path.of("/usr/sbin/smsbox");

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Process> boxes = new ArrayList<>();
  private final int sendPort;

  /// Starts both; the test is skipped where Kannel is not installed.
  ///
  /// @param smsc port of the SMSC, which knows `tandem` by `right`
  KannelBoxes(Path directory, int smsc) throws IOException {
    assumeTrue(
        Files.isExecutable(BEARERBOX) && Files.isExecutable(SMSBOX),
        "Kannel is not installed (Debian's package kannel): nothing is compared with it");
    int boxPort = freePort();
    sendPort = freePort();
    Path file = directory.resolve("kannel.conf");
    Files.writeString(
        file,
        """
        group = core
        admin-port = %d
        admin-interface = 127.0.0.1
        admin-password = right
        smsbox-port = %d
        smsbox-interface = 127.0.0.1
        box-allow-ip = "127.0.0.1"
        box-deny-ip = "*.*.*.*"
        dlr-storage = internal

        group = smsc
        smsc = smpp
        host = 127.0.0.1
        port = %d
        transceiver-mode = true
        smsc-username = "tandem"
        smsc-password = "right"
        system-type = ""
        interface-version = 34
        reconnect-delay = 1

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = %d
        sendsms-interface = 127.0.0.1

        group = sendsms-user
        username = tandem
        password = right
        concatenation = true
        max-messages = 10

        group = sms-service
        keyword = default
        max-messages = 0
        text = "none"
        """
            .formatted(freePort(), boxPort, smsc, sendPort));
    start(directory, BEARERBOX, file);
    awaitPort(boxPort);
    start(directory, SMSBOX, file);
    awaitPort(sendPort);
  }

  private void start(Path directory, Path program, Path file) throws IOException {
    boxes.addFirst(
        new ProcessBuilder(program.toString(), "-v", "3", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(program.getFileName() + ".log").toFile())
            .start());
  }

  private static void awaitPort(int port) {
    Office.eventually(
        "a port of Kannel's",
        () -> {
          try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
          } catch (IOException notYet) {
            return false;
          }
        });
  }

  /// Hands a text in.
  ///
  /// @param coding 0 for GSM 7 bit, 2 for UCS-2
  void send(String from, String to, String text, int coding) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/cgi-bin/sendsms?username=tandem&password=right&charset=UTF-8&coding=%d&from=%s&to=%s&text=%s"
                .formatted(sendPort, coding, escaped(from), escaped(to), escaped(text)));
    int status =
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    assertEquals(202, status);
  }

  private static String escaped(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  @Override
  public void close() {
    http.close();
    boxes.forEach(KannelBoxes::end);
  }

  private static void end(Process box) {
    box.destroy();
    try {
      if (!box.waitFor(10, TimeUnit.SECONDS)) {
        box.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      box.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
