/// The media module.
@NullMarked
package dev.tandem.media;

import org.jspecify.annotations.NullMarked;
