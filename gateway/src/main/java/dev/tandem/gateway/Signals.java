package dev.tandem.gateway;

import java.lang.reflect.Proxy;

/// Signals of the operating system that somebody waits for, one after another: a shutdown hook
/// hears only the first. `sun.misc.Signal` is the platform's only way to it, and is called by its
/// name because the compiler warns of it.
final class Signals {
  private Signals() {}

  /// Runs `heard` each time the process gets the signal `name`, as `TERM`.
  static void on(String name, Runnable heard) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  heard.run();
                }
                return null;
              });
      Object number = signal.getConstructor(String.class).newInstance(name);
      var _ = signal.getMethod("handle", signal, handler).invoke(null, number, listener);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this platform hands out no signals", e);
    }
  }
}
