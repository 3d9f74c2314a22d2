package org.hedui.evaluate;

/** How well the rows of two registries, or of one among themselves, were linked. */
public record RegistryPair(String left, String right, Pairs pairs, Score score) {}
