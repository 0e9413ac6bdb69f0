package dev.tandem.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.gateway.edge.http.TestListener;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: no connection is made with anything older than TLS 1.3, and a client that offers nothing
/// but X25519MLKEM768 gets it.
///
/// Method: the real listener with a certificate by its local authority; JDK clients by version, and
/// a BoringSSL client with that one group.
final class OnlyTls13IsSpokenTest {
  @Test
  void olderVersionsAreRefusedAndKeysStayPrivate(@TempDir Path directory) throws Exception {
    try (TestListener server =
        new TestListener(directory, Optional.empty(), r -> r.response().end())) {
      Path authority = server.certificates().authorityFile();
      try (SSLSocket socket = TlsClients.connect(authority, server.port(), "TLSv1.3")) {
        assertEquals("TLSv1.3", socket.getSession().getProtocol());
      }
      assertThrows(
          SSLException.class, () -> TlsClients.connect(authority, server.port(), "TLSv1.2"));
      for (String key : new String[] {"ca.key", "gateway.key"}) {
        assertEquals(
            PosixFilePermissions.fromString("rw-------"),
            Files.getPosixFilePermissions(directory.resolve(key)));
      }
    }
  }

  @Test
  void theHybridGroupIsAgreedOn(@TempDir Path directory) throws Exception {
    Assumptions.assumeTrue(
        Engine.available() == Engine.BORINGSSL, "no native TLS library on this platform");
    try (TestListener server =
        new TestListener(directory, Optional.empty(), r -> r.response().end())) {
      assertTrue(handshake(server, "X25519MLKEM768"));
      assertTrue(handshake(server, "x25519"));
    }
  }

  private static boolean handshake(TestListener server, String group) throws Exception {
    SslContext context =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL)
            .trustManager(server.certificates().authorityFile().toFile())
            .option(OpenSslContextOption.GROUPS, new String[] {group})
            .build();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      new Bootstrap()
          .group(loops)
          .channel(NioSocketChannel.class)
          .handler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                  SslHandler handler =
                      context.newHandler(channel.alloc(), "localhost", server.port());
                  handler
                      .handshakeFuture()
                      .addListener(future -> done.complete(future.isSuccess()));
                  channel.pipeline().addLast(handler);
                }
              })
          .connect("localhost", server.port())
          .sync();
      return done.get(10, TimeUnit.SECONDS);
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
  }
}
