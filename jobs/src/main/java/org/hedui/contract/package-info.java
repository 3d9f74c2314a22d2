/**
 * {@code schemas/} as records: contracts, code lists, rules, policies and views, read with line
 * numbers, all faults reported at once, no Spark job run.
 */
package org.hedui.contract;
