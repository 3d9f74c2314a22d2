/**
 * Quality of the standardised registries: Deequ measures the contracts' rules and a profile in one
 * pass a registry, the gate decides whether the run may go on.
 */
package org.hedui.assess;
