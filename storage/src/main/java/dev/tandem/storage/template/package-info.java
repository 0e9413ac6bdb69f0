/// Templates: texts that a team sends often.
///
/// Start with [dev.tandem.storage.template.Templates]. What in them is a variable is not known
/// here.
@NullMarked
package dev.tandem.storage.template;

import org.jspecify.annotations.NullMarked;
