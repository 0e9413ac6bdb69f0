/// Calls between machines whose network loses packets and changes, in network namespaces of Linux.
///
/// Start with [CallSurvivesLossAndMoveTest]; [Machine] is a namespace, [RelayMachine] and
/// [PhoneMachine] are the programs that run in one.
@NullMarked
package dev.tandem.media.relay.network;

import org.jspecify.annotations.NullMarked;
