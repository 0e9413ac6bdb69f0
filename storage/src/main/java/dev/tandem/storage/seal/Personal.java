package dev.tandem.storage.seal;

import java.util.Objects;

/// A value about a person: a name, a telephone number, the text of a message. It prints as
/// `[personal]`; reading it takes the word [#value()], which is easy to search for in a review.
public final class Personal<T> {
  private final T value;

  private Personal(T value) {
    this.value = Objects.requireNonNull(value);
  }

  public static <T> Personal<T> of(T value) {
    return new Personal<>(value);
  }

  public T value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Personal<?> that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "[personal]";
  }
}
