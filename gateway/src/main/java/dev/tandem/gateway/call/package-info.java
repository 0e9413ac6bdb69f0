/// Who rings, who talks, and how a call ends: [CallMachine] and its words.
///
/// The machine is pure. It is told the time ([Moment]) and what happened ([CallInput]), and answers
/// with what is to be done ([CallOutput]) and when it wants to be asked again. Start reading at
/// those two files, then [RingPlan]. The shell that gives it a clock, sockets, the database and a
/// server leg is `call.driver`.
///
/// This room sees no packet, no JSON, no database and no clock, and it draws no random number: ids
/// come in with the input.
///
/// ```
///              start                answer
///   (nothing) -------> RINGING ----------------> TALKING ----> ended
///        |                |  \                                   ^
///        | nobody live,   |   \ decline, cancel, busy            |
///        | voicemail_only |    +-------------------------------->|
///        |                | ring plan is through                 |
///        +--------------> v                                      |
///                    TAKING_OVER --> GREETING --> RECORDING --> SAVING
/// ```
///
/// A call in TALKING outlives the gateway: its sound does not pass here. Who talks is noted with
/// the answer, and the next gateway takes the call up (`TakeUp`) and waits for its ends to come
/// back.
@NullMarked
package dev.tandem.gateway.call;

import org.jspecify.annotations.NullMarked;
