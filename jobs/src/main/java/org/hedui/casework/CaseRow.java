package org.hedui.casework;

import java.util.Map;

/**
 * One case as a sheet shows it.
 *
 * @param rule code of its rule
 * @param exceptionId its id
 * @param version its version
 * @param state label of its state, and the unit that has it
 * @param due the day it is due, or empty
 * @param division names of its division
 * @param subject who or what it is about, masked
 * @param evidence what its rule says, in words
 * @param registries what the rows of each registry say, by registry
 */
record CaseRow(
    String rule,
    String exceptionId,
    String version,
    String state,
    String due,
    String division,
    String subject,
    String evidence,
    Map<String, String> registries) {}
