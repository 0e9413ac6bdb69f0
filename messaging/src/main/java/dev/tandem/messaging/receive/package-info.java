/// What carriers tell us: verified, stored once, and only then acknowledged.
///
/// Start with [Webhooks] and [WebhookResult]. This room answers 2xx for nothing that is not
/// committed; it sends nothing and knows no carrier's dialect.
@NullMarked
package dev.tandem.messaging.receive;

import org.jspecify.annotations.NullMarked;
