@NullMarked
package dev.tandem.storage.audit;

import org.jspecify.annotations.NullMarked;
