package org.hedui.synth;

/**
 * A village.
 *
 * @param index its number in the county
 * @param town number of its town
 */
record Village(int index, String code, String name, int town) {}
