/// The words of a text: who it is from and to, how it is cut into segments.
///
/// Start with [PhoneNumber], [Party] and [Segments]. Everything here is pure: no clock, no socket,
/// no store.
@NullMarked
package dev.tandem.messaging.text;

import org.jspecify.annotations.NullMarked;
