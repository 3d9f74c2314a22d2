package org.hedui.evaluate;

/**
 * Pairs of mentions.
 *
 * @param both linked and truly of one person
 * @param linked of one linked person
 * @param truly of one true person
 */
public record Pairs(long both, long linked, long truly) {}
