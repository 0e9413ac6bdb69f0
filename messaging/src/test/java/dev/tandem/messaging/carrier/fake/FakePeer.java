package dev.tandem.messaging.carrier.fake;

import java.util.List;

/// A carrier's side of a contract: a ledger of what it took, and misbehaviour on order.
public interface FakePeer {

  /// What was taken, in order.
  List<Taken> ledger();

  /// What happens to the next send.
  void order(Fault fault);

  /// The next send is refused with the carrier's code.
  void refuse(String code);
}
