package dev.tandem.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/// The calls of Linux's C library that the relay makes, 64-bit only. Pointers are plain addresses.
///
/// Calls that never wait are *critical*: they skip the change of the thread's state, which costs as
/// much as a short call itself. Those that wait ([#epollWait], [#nanosleep]) must not be, or the
/// garbage collector would wait for them.
///
/// A negative result has its reason in [#lastError], of the same thread.
final class Libc {

  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0x800 | 0x80000;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_ERRQUEUE = 0x2000;
  static final int EAGAIN = 11;
  static final int ENOBUFS = 105;
  static final int EADDRINUSE = 98;
  static final int EADDRNOTAVAIL = 99;
  static final int EACCES = 13;
  static final int ENETUNREACH = 101;
  static final int ECONNREFUSED = 111;
  static final int EHOSTUNREACH = 113;

  private static final MemoryLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      CAPTURED.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> ERRNO =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CAPTURED));

  private static final MethodHandle SOCKET = quick("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = quick("bind", JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle CLOSE = quick("close", JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      quick("getsockname", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      quick("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      quick("recvmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SENDMMSG =
      quick("sendmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle SENDTO =
      quickLong("sendto", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle EPOLL_CREATE = quick("epoll_create1", JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      quick("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EVENTFD = quick("eventfd", JAVA_INT, JAVA_INT);
  private static final MethodHandle READ = quickLong("read", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle WRITE = quickLong("write", JAVA_INT, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle EPOLL_WAIT =
      waiting("epoll_wait", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle NANOSLEEP = waiting("nanosleep", JAVA_LONG, JAVA_LONG);

  private Libc() {}

  /// Whether this platform is one whose structures this room knows.
  static boolean known() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return System.getProperty("os.name", "").equals("Linux")
        && (arch.equals("amd64") || arch.equals("x86_64") || arch.equals("aarch64"));
  }

  /// The errno of this thread's last call here.
  static int lastError() {
    return ERRNO.get().get(JAVA_INT, ERRNO_AT);
  }

  /// A place for the errors of calls that one owner makes; a thread-local look-up a packet adds up.
  static MemorySegment errors(Arena arena) {
    return arena.allocate(CAPTURED);
  }

  private static MemorySegment errors() {
    return ERRNO.get();
  }

  static int errorIn(MemorySegment errors) {
    return errors.get(JAVA_INT, ERRNO_AT);
  }

  static int socket(int family) {
    try {
      return (int) SOCKET.invokeExact(errors(), family, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int bind(int fd, long address, int length) {
    try {
      return (int) BIND.invokeExact(errors(), fd, address, length);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int close(int fd) {
    try {
      return (int) CLOSE.invokeExact(errors(), fd);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int getsockname(int fd, long address, long length) {
    try {
      return (int) GETSOCKNAME.invokeExact(errors(), fd, address, length);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int setsockopt(int fd, int level, int option, long value, int length) {
    try {
      return (int) SETSOCKOPT.invokeExact(errors(), fd, level, option, value, length);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int recvmmsg(MemorySegment errors, int fd, long headers, int count) {
    try {
      return (int) RECVMMSG.invokeExact(errors, fd, headers, count, MSG_DONTWAIT, 0L);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  /// Receives what came back with an error instead of being delivered.
  static int recvErrors(MemorySegment errors, int fd, long headers, int count) {
    try {
      return (int)
          RECVMMSG.invokeExact(errors, fd, headers, count, MSG_DONTWAIT | MSG_ERRQUEUE, 0L);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int sendmmsg(MemorySegment errors, int fd, long headers, int count) {
    try {
      return (int) SENDMMSG.invokeExact(errors, fd, headers, count, MSG_DONTWAIT);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static long sendto(
      MemorySegment errors, int fd, long bytes, long length, long address, int addressLength) {
    try {
      return (long)
          SENDTO.invokeExact(errors, fd, bytes, length, MSG_DONTWAIT, address, addressLength);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int epollCreate() {
    try {
      return (int) EPOLL_CREATE.invokeExact(errors(), 0x80000);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int epollCtl(int epoll, int operation, int fd, long event) {
    try {
      return (int) EPOLL_CTL.invokeExact(errors(), epoll, operation, fd, event);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  /// Waits: the garbage collector goes on meanwhile.
  static int epollWait(int epoll, long events, int count, int timeoutMillis) {
    try {
      return (int) EPOLL_WAIT.invokeExact(epoll, events, count, timeoutMillis);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  /// Waits: the garbage collector goes on meanwhile.
  static int nanosleep(long timespec) {
    try {
      return (int) NANOSLEEP.invokeExact(timespec, 0L);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static int eventfd() {
    try {
      return (int) EVENTFD.invokeExact(errors(), 0, 0x800 | 0x80000);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static long read(int fd, long bytes, long length) {
    try {
      return (long) READ.invokeExact(errors(), fd, bytes, length);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  static long write(int fd, long bytes, long length) {
    try {
      return (long) WRITE.invokeExact(errors(), fd, bytes, length);
    } catch (Throwable e) {
      throw defect(e);
    }
  }

  private static MethodHandle quick(String name, ValueLayout... arguments) {
    return handle(
        name,
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.critical(false),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle quickLong(String name, ValueLayout... arguments) {
    return handle(
        name,
        FunctionDescriptor.of(JAVA_LONG, arguments),
        Linker.Option.critical(false),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle waiting(String name, ValueLayout... arguments) {
    return handle(name, FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle handle(
      String name, FunctionDescriptor shape, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return linker.downcallHandle(library.findOrThrow(name), shape, options);
  }

  private static AssertionError defect(Throwable e) {
    return new AssertionError("The call's handle does not fit its use", e);
  }
}
