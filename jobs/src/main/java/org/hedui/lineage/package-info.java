/**
 * What a run read and wrote, as OpenLineage events: tables, their columns, the landing folder.
 * Never a row, a file name, or anything of a person.
 */
package org.hedui.lineage;
