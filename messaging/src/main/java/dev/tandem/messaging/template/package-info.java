/// Templates of texts: pure. Which variables there are, and what of a text is one.
///
/// Start with [TemplateText].
@NullMarked
package dev.tandem.messaging.template;

import org.jspecify.annotations.NullMarked;
