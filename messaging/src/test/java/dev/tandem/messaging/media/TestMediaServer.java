package dev.tandem.messaging.media;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Carriers' media hosts on loopback, by their names, with a certificate for all of them; and a
/// client that finds them there.
final class TestMediaServer implements AutoCloseable {
  private static final String SECRET = "changeit";

  /// What was asked: method, host, path and credentials.
  record Asked(String method, String host, String path, String authorization) {}

  final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final MediaClient client;

  /// @param names where each name is; asked in order when a name has several lists
  TestMediaServer(
      Vertx vertx,
      Path directory,
      MediaClientSettings.Resolver resolver,
      List<String> names,
      Handler<HttpServerRequest> handler)
      throws Exception {
    PfxOptions key =
        new PfxOptions().setPath(certificate(directory, names).toString()).setPassword(SECRET);
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(key))
            .requestHandler(
                request -> {
                  asked.add(
                      new Asked(
                          request.method().name(),
                          Optional.ofNullable(request.authority())
                              .map(HostAndPort::host)
                              .orElse(""),
                          request.uri(),
                          Optional.ofNullable(request.getHeader("Authorization")).orElse("")));
                  handler.handle(request);
                });
    server.listen(0, "127.0.0.1").await();
    client =
        new MediaClient(
            vertx,
            new MediaClientSettings(
                resolver,
                address ->
                    SpecialAddresses.has(address) && !address.getHostAddress().equals("127.0.0.1"),
                server.actualPort(),
                Optional.of(key),
                1_000,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5)));
  }

  MediaClient client() {
    return client;
  }

  /// A resolver that has every one of these names at the address given with it.
  static MediaClientSettings.Resolver at(Map<String, List<String>> addresses) {
    return host -> {
      List<InetAddress> found = new java.util.ArrayList<>();
      for (String address : addresses.getOrDefault(host, List.of())) {
        found.add(InetAddress.getByName(address));
      }
      if (found.isEmpty()) {
        throw new java.net.UnknownHostException("no such name");
      }
      return found;
    };
  }

  /// Made by the JDK's own tool.
  private static Path certificate(Path directory, List<String> names) throws Exception {
    Path file = directory.resolve("media.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "media",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + names.getFirst(),
                "-ext",
                "SAN=" + String.join(",", names.stream().map(name -> "dns:" + name).toList()),
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                SECRET)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
    return file;
  }

  @Override
  public void close() {
    client.close();
    server.close().await();
  }
}
