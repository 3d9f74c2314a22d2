package org.hedui.evaluate;

/**
 * Which mentions could be judged. None is left out in silence.
 *
 * @param truth rows of the truth that are about somebody
 * @param judged those that were linked
 * @param quarantined those that could not be read
 * @param duplicates those declared to be duplicates
 * @param missing those of which nothing is known
 * @param unknown linked mentions that the truth does not know
 */
public record Mentions(
    long truth, long judged, long quarantined, long duplicates, long missing, long unknown) {}
