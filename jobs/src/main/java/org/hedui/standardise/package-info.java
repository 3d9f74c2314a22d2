/** Bronze text to silver types; every flaw is a code on the row, none is repaired in silence. */
package org.hedui.standardise;
