package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tandem.media.stun.Family;
import dev.tandem.media.stun.TransportAddress;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;

/// Opens and closes UDP sockets, as plain descriptors.
public final class LinuxSocket {

  private static final int SOCKET_BUFFER_BYTES = 1 << 20;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_IP = 0;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_RECVERR = 11;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_RECVERR = 25;
  private static final int IPV6_MTU_DISCOVER = 23;
  private static final int IPV6_DONTFRAG = 62;
  private static final int IPV6_V6ONLY = 26;

  /// The don't-fragment bit is not set, and the kernel cuts what is too long.
  private static final int PMTUDISC_DONT = 0;

  /// The bit is set, whatever is known of the path.
  private static final int PMTUDISC_PROBE = 3;

  private LinuxSocket() {}

  /// Whether this platform has what the room needs.
  public static boolean supported() {
    return Libc.known();
  }

  /// A non-blocking UDP socket at that address, of that family only; port 0 takes a free one.
  ///
  /// @throws BindException when the address is taken or not this host's
  /// @throws IOException when the process has no descriptor left
  public static int bound(TransportAddress address) throws IOException {
    return bound(address, false);
  }

  /// The same; with `shared`, beside other such sockets of this user at the same address: Linux
  /// then spreads the senders over them, each always to the same one (SO_REUSEPORT).
  public static int bound(TransportAddress address, boolean shared) throws IOException {
    boolean v6 = address.ip().family() == Family.IPV6;
    int fd = Libc.socket(v6 ? Libc.AF_INET6 : Libc.AF_INET);
    if (fd < 0) {
      throw new IOException("Linux gives no UDP socket, errno " + Libc.lastError());
    }
    try (Arena arena = Arena.ofConfined()) {
      // The kernel cuts what is beyond its own limit, silently.
      set(arena, fd, SOL_SOCKET, SO_RCVBUF, SOCKET_BUFFER_BYTES);
      set(arena, fd, SOL_SOCKET, SO_SNDBUF, SOCKET_BUFFER_BYTES);
      if (v6) {
        set(arena, fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
      }
      if (shared) {
        set(arena, fd, SOL_SOCKET, SO_REUSEPORT, 1);
      }
      MemorySegment name = arena.allocate(SocketAddress.BYTES, Long.BYTES);
      int length = SocketAddress.write(name, 0, address);
      if (Libc.bind(fd, name.address(), length) < 0) {
        int error = Libc.lastError();
        close(fd);
        throw error == Libc.EADDRINUSE || error == Libc.EADDRNOTAVAIL || error == Libc.EACCES
            ? new BindException("errno " + error)
            : new IOException("Linux does not bind a UDP socket, errno " + error);
      }
    }
    return fd;
  }

  /// A relayed port's socket: what it sends may be cut on its way, unless [#mayBeCut] says
  /// otherwise; what the network says of undelivered datagrams is kept for an [ErrorQueue].
  public static int relayed(TransportAddress address) throws IOException {
    int fd = bound(address);
    mayBeCut(fd, address.ip().family(), true);
    try (Arena arena = Arena.ofConfined()) {
      switch (address.ip().family()) {
        case IPV4 -> set(arena, fd, IPPROTO_IP, IP_RECVERR, 1);
        case IPV6 -> set(arena, fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
      }
    }
    return fd;
  }

  /// The address a socket was given.
  public static TransportAddress name(int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocate(SocketAddress.BYTES, Long.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddress.BYTES);
      if (Libc.getsockname(fd, name.address(), length.address()) < 0) {
        throw new AssertionError("A bound socket has a name, errno " + Libc.lastError());
      }
      return SocketAddress.read(name, 0, new AddressCache(0));
    }
  }

  /// Whether what the socket sends from now on may be cut on its way: without the don't-fragment
  /// bit, or with it.
  public static void mayBeCut(int fd, Family family, boolean may) {
    int discover = may ? PMTUDISC_DONT : PMTUDISC_PROBE;
    try (Arena arena = Arena.ofConfined()) {
      switch (family) {
        case IPV4 -> set(arena, fd, IPPROTO_IP, IP_MTU_DISCOVER, discover);
        case IPV6 -> {
          set(arena, fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, discover);
          set(arena, fd, IPPROTO_IPV6, IPV6_DONTFRAG, may ? 0 : 1);
        }
      }
    }
  }

  /// Closes a descriptor.
  public static void close(int fd) {
    // A descriptor that does not close is gone anyway.
    int _ = Libc.close(fd);
  }

  private static void set(Arena arena, int fd, int level, int option, int value) {
    MemorySegment memory = arena.allocateFrom(JAVA_INT, value);
    int _ = Libc.setsockopt(fd, level, option, memory.address(), Integer.BYTES);
  }
}
