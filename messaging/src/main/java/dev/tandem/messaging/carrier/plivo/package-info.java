/// Plivo's dialect: the v1 REST API and its webhooks.
///
/// Start with [PlivoCarrier], [PlivoSignature] (who called) and [PlivoErrors] (what a code means).
/// Sources: plivo.com/docs and Plivo's Java SDK; there is no published OpenAPI file.
@NullMarked
package dev.tandem.messaging.carrier.plivo;

import org.jspecify.annotations.NullMarked;
