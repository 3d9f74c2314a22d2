package org.hedui.synth;

/** What was written. */
public record SynthReport(long persons, long households, long rows, long errors) {}
