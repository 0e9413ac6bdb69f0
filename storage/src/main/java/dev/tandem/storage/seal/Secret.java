package dev.tandem.storage.seal;

import java.util.Objects;

/// A value that grants access: a password hash, a token, a key. It prints as `[secret]`, so that a
/// log line, an exception or a record that carries it gives nothing away.
public final class Secret<T> {
  private final T value;

  private Secret(T value) {
    this.value = Objects.requireNonNull(value);
  }

  public static <T> Secret<T> of(T value) {
    return new Secret<>(value);
  }

  /// The value itself, for the one place that uses it.
  public T reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
