package org.hedui.synth;

/**
 * A school.
 *
 * @param code 学校标识码
 * @param town number of the town it lies in
 * @param area urban, town or rural, as the reference table writes it
 */
record School(String code, String name, SchoolStage stage, int town, String area) {}
