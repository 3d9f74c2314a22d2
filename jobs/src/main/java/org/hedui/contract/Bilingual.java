package org.hedui.contract;

/**
 * A text for people, in both languages of the house.
 *
 * @param zh Chinese
 * @param en English
 */
public record Bilingual(String zh, String en) {}
