package dev.tandem.storage.search;

import java.util.Arrays;
import java.util.List;

/// Places of texts in a segment: rising numbers of two bytes, as `tenant.search_posting` keeps
/// them. Pure.
final class Places {
  private final int[] rising;

  private Places(int[] rising) {
    this.rising = rising;
  }

  static Places of(byte[] stored) {
    int[] places = new int[stored.length / 2];
    for (int i = 0; i < places.length; i++) {
      places[i] = (stored[2 * i] & 0xFF) << 8 | (stored[2 * i + 1] & 0xFF);
    }
    return new Places(places);
  }

  /// The places that all lists have.
  static Places inAll(List<Places> lists) {
    Places common = lists.getFirst();
    for (Places other : lists.subList(1, lists.size())) {
      common = common.and(other);
    }
    return common;
  }

  int count() {
    return rising.length;
  }

  /// The place with this many before it.
  int get(int index) {
    return rising[index];
  }

  List<Integer> all() {
    return Arrays.stream(rising).boxed().toList();
  }

  private Places and(Places other) {
    int[] one = rising;
    int[] two = other.rising;
    int[] out = new int[Math.min(one.length, two.length)];
    int found = 0;
    for (int i = 0, j = 0; i < one.length && j < two.length; ) {
      if (one[i] == two[j]) {
        out[found++] = one[i];
        i++;
        j++;
      } else if (one[i] < two[j]) {
        i++;
      } else {
        j++;
      }
    }
    return new Places(Arrays.copyOf(out, found));
  }
}
