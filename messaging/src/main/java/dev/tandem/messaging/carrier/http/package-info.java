/// What all dialects stand on: one HTTP exchange with one classified end, answers read without
/// trust, signatures compared in constant time.
///
/// Start with [ApiClient], [ApiExchange] and [SendAnswers]. No carrier's word or field is known
/// here.
@NullMarked
package dev.tandem.messaging.carrier.http;

import org.jspecify.annotations.NullMarked;
