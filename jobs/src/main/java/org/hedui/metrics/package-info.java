/**
 * What a run was like, in numbers for those who watch it: Prometheus text, as a file or pushed.
 * Labels are registries, stages, states and severities, never anything of a person.
 */
package org.hedui.metrics;
