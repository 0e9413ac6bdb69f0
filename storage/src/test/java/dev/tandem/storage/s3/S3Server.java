package dev.tandem.storage.s3;

import dev.tandem.storage.SharedStorage;
import dev.tandem.storage.seal.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A real S3 server (S3Proxy on a directory) in a process of its own, so that it can be killed,
/// frozen and started again.
public final class S3Server implements AutoCloseable {
  private static final String BUCKET = "tandem-test";
  public static final String KEY_ID = "test-key-id";
  public static final String KEY = "test-secret-key";
  private static final long START_SECONDS = 60;

  private final Path directory;
  private final int port;
  private Process process;

  private S3Server(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  public static S3Server start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("tandem-s3");
    Files.createDirectories(directory.resolve("buckets").resolve(BUCKET));
    int port = freePort();
    S3Server server = new S3Server(directory, port, launch(directory, port));
    server.awaitReady();
    return server;
  }

  private static Process launch(Path directory, int port) throws IOException {
    Path properties = directory.resolve("s3proxy.properties");
    Files.writeString(
        properties,
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        jclouds.identity=none
        jclouds.credential=none
        """
            .formatted(port, KEY_ID, KEY, directory.resolve("buckets")));
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gaul.s3proxy.Main",
                "--properties",
                properties.toString()))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("s3proxy.log").toFile())
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens()) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
        throw new IllegalStateException(
            "no S3 server: " + Files.readString(directory.resolve("s3proxy.log")));
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// How a gateway reaches it, below a prefix.
  public S3Settings settings(String prefix) {
    return settings(BUCKET, prefix, KEY);
  }

  S3Settings settings(String bucket, String prefix, String key) {
    return S3Settings.parse(
        url(bucket, prefix), Optional.of(new S3Settings.Credentials(KEY_ID, Secret.of(key))));
  }

  /// Its address below a prefix, as an operator writes it.
  public String url(String prefix) {
    return url(BUCKET, prefix);
  }

  private String url(String bucket, String prefix) {
    return "s3://%s/%s?endpoint=http://127.0.0.1:%d&path_style=true"
        .formatted(bucket, prefix, port);
  }

  /// As a machine that fell over.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// Starts it again on the same port and directory.
  public void restart() throws IOException, InterruptedException {
    process = launch(directory, port);
    awaitReady();
  }

  /// Takes connections and answers nothing, until [#thaw].
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    SharedStorage.delete(directory);
  }
}
