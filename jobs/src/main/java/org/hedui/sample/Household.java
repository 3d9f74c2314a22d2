package org.hedui.sample;

/**
 * A household that was drawn.
 *
 * @param id its pseudonym
 * @param town the township it was drawn in
 * @param place its place in the township's draw, from 1
 * @param members how many belong to it
 */
record Household(String id, String town, int place, int members) {}
