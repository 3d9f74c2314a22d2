/** What every stage of a run has in common: its shape, what it is given, what it reports. */
package org.hedui.stage;
