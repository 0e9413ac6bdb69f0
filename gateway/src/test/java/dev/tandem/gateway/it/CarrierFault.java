package dev.tandem.gateway.it;

import java.util.random.RandomGenerator;

/// What a carrier with bad days does with a text that it is given.
enum CarrierFault {
  /// Takes it and says so.
  NONE(0),
  /// Closes the connection and has not taken it.
  DROPPED(10),
  /// Takes it and closes the connection.
  TAKEN_AND_CUT(5),
  /// Takes it and never answers.
  TAKEN_IN_SILENCE(2),
  /// Answers 500 and has not taken it.
  BROKEN(5),
  /// Answers 500 and has taken it.
  TAKEN_AND_BROKEN(3),
  /// Says 429 and asks for a second.
  BUSY(15),
  /// Takes it after a while.
  SLOW(20);

  private final int ofThousand;

  CarrierFault(int ofThousand) {
    this.ofThousand = ofThousand;
  }

  /// One by chance; most texts meet none.
  static CarrierFault any(RandomGenerator random) {
    int at = random.nextInt(1000);
    for (CarrierFault fault : values()) {
      at -= fault.ofThousand;
      if (at < 0) {
        return fault;
      }
    }
    return NONE;
  }
}
