package org.hedui.evaluate;

/**
 * Persons as linked, against true ones.
 *
 * @param linked persons as linked
 * @param truly true persons
 * @param overMerged linked persons who are several
 * @param split true persons who became several
 * @param twoNumbers linked persons with two different valid ID numbers of their own
 */
public record Clusters(long linked, long truly, long overMerged, long split, long twoNumbers) {}
