/** Pages of paper as PDF: fonts, lines, tables, and the forms that are printed. */
package org.hedui.deliver.paper;
