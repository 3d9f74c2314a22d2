/** The gold and restricted tables, and the switch that publishes them. */
package org.hedui.publish;
