/** The data dictionary: what tables and columns mean, and where their values come from. */
package org.hedui.catalogue;
