package org.hedui.synth;

import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * A way to mistype a row.
 *
 * @param fits whether a row can have it
 * @param make changes the row
 */
record Slip(Predicate<Draft> fits, BiConsumer<Draft, Dice> make) {}
